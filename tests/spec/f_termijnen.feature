# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
# language: nl
Functionaliteit: F. Termijnen en vervoer
  Wie waakt over een antwoord dat uitblijft, en wat er met enveloppen en bestanden gebeurt.

  @F111 @OP090 @OP090x4
  Scenario: F111 Blijft het retour op een 301 langer dan drie werkdagen uit, dan ziet de gemeente dat
    Gegeven P1 antwoordt niet
    Als G1 op 16 maart 2026 wil toewijzen
      | product | omvang         | van        | tot en met |
      | 07A12   | 3 uur per week | 01-04-2026 | 30-06-2026 |
    En noaber op 19 maart 2026 de termijnen bewaakt
    Dan zijn er geen signalen
    Als noaber op 20 maart 2026 de termijnen bewaakt
    Dan is er een signaal: "verzonden op 16-03-2026, is geen WMO302"
    En staat dat 301 op "antwoord te laat"
    Als P1 op 23 maart 2026 alsnog akkoord geeft (302)
    Dan staat dat 301 op "akkoord"
    En staan bij G1 deze toewijzingen
      | toewijzing | stand     |
      | T1         | bevestigd |

  @F111 @OP090x4
  Scenario: F111 Blijft het 325 langer dan tien werkdagen uit, dan ziet de aanbieder dat
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    En P1 heeft op 16 maart 2026 een declaratie over februari 2026 verstuurd die G1 nog niet heeft
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R1    | T1         | februari 2026 | 9 uur    | 540,00 |
    Als noaber op 30 maart 2026 de termijnen bewaakt
    Dan zijn er geen signalen
    Als noaber op 31 maart 2026 de termijnen bewaakt
    Dan is er een signaal: "verzonden op 16-03-2026, is geen WMO325"

  @F111 @OP090x4
  Scenario: F111 Blijft een declaratie bij de gemeente liggen, dan ziet zij dat zelf ook
    Gegeven toewijzing T1
    Als op 16 maart 2026 een declaratie over februari 2026 binnenkomt en blijft liggen
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R1    | T1         | februari 2026 | 9 uur    | 540,00 |
    En noaber op 30 maart 2026 de termijnen bewaakt
    Dan zijn er geen signalen
    Als noaber op 31 maart 2026 de termijnen bewaakt
    Dan is er een signaal: "had uiterlijk 30-03-2026 ons antwoord moeten gaan"
    Als noaber op 31 maart 2026 verwerkt wat er ligt
    Dan kent G1 alles toe (8001): 540,00

  @F112 @OP090
  Scenario: F112 Goede Vrijdag, het weekend en tweede Paasdag tellen niet als werkdag
    Gegeven P1 werkt ook met noaber
    Als G1 op 2 april 2026 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-04-2026 | 30-06-2026 |
    Dan krijgt G1 een akkoord (302)
    En moest dat antwoord er uiterlijk op 9 april 2026 zijn

  @F113 @IV028
  Abstract Scenario: F113 Een <soort> dat naar een onbekende envelop verwijst, wordt nergens op toegepast
    Gegeven G1 verstuurt in enveloppen
    En toewijzing T1
    Als bij G1 een <soort> komt dat verwijst naar een envelop die hier niet bekend is
    Dan ligt het in quarantaine: "een antwoord op een bericht dat hier niet bekend is"
    En staan bij G1 deze toewijzingen
      | toewijzing | stand     |
      | T1         | verzonden |

    Voorbeelden:
      | soort                |
      | retour (Du01)        |
      | foutbericht (Fo01)   |

  @F114 @TR056
  Scenario: F114 Dezelfde envelop twee keer wordt één keer verwerkt, met hetzelfde antwoord
    Gegeven toewijzing T1
    Als P1 in een envelop op T1 een start meldt per 12 maart 2026
    Dan krijgt P1 in een envelop (Du01) een akkoord (306)
    Als dezelfde envelop nog eens komt
    Dan wordt er niets verwerkt en geldt hetzelfde antwoord
    Als hetzelfde bericht nog eens komt in een nieuwe envelop
    Dan wordt er niets verwerkt en gaat hetzelfde antwoord mee in een nieuwe envelop
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 12-03-2026 | loopt |

  @F115 @OP192
  Abstract Scenario: F115 Een bericht met <vorm> wordt aangenomen, <verpakking>
    Gegeven toewijzing T1
    Als P1 <verpakking> op T1 een start meldt per 12 maart 2026, geschreven met <vorm>
    Dan krijgt P1 <antwoord> een akkoord (306)
    En is het bericht zelf bewaard zoals het kwam
    En is ons antwoord UTF-8 zonder BOM, met CR/LF als regeleinde

    Voorbeelden:
      | vorm                 | verpakking      | antwoord              |
      | een BOM              | zonder envelop  | zonder envelop        |
      | LF als regeleinde    | zonder envelop  | zonder envelop        |
      | een BOM              | in een envelop  | in een envelop (Du01) |
      | LF als regeleinde    | in een envelop  | in een envelop (Du01) |

  @F116 @OP286
  Abstract Scenario: F116 Een foutbericht <code> op een 301: het is niet afgeleverd, en gaat opnieuw met een nieuw envelopnummer
    Gegeven G1 verstuurt in enveloppen
    En toewijzing T1
    Als G1 op dat 301 een foutbericht (Fo01) krijgt met code <code>
    Dan is er een signaal: "is niet afgeleverd (code <code>)"
    En staan bij G1 deze toewijzingen
      | toewijzing | stand           |
      | T1         | niet afgeleverd |
    Als noaber op 1 juni 2026 de termijnen bewaakt
    Dan is er een signaal: "is niet afgeleverd (code <code>)"
    Als G1 dat 301 opnieuw verstuurt
    Dan is het dezelfde inhoud met dezelfde Identificatie, in een envelop met een nieuw nummer
    En staan bij G1 deze toewijzingen
      | toewijzing | stand     |
      | T1         | verzonden |
    Als P1 akkoord geeft op die tweede verzending (302)
    Dan staan bij G1 deze toewijzingen
      | toewijzing | stand     |
      | T1         | bevestigd |

    Voorbeelden:
      | code  |
      | IB103 |
      | IB010 |
