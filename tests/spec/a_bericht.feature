# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
# language: nl
Functionaliteit: A. Het bericht als geheel
  Mag dit bericht er zo zijn: het schema, de technische regels, de kop, en of het als geheel goed is.

  @A1 @OP090 @IV028
  Scenario: A1 Een goed startbericht krijgt een retour van alleen een kop, zonder retourcodes
    Gegeven toewijzing T1
    Als P1 op T1 een start meldt per 12 maart 2026
    Dan krijgt P1 een akkoord (306)
    En moest dat antwoord er uiterlijk op 19 maart 2026 zijn
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 12-03-2026 | loopt |
    En zijn er geen aandachtspunten

  @A2 @IV032
  Scenario: A2 Op een bericht dat niet in het schema past, komt een foutbericht en geen retour
    Gegeven toewijzing T1
    Als P1 in een envelop een startbericht stuurt voor een Bsn van 8 cijfers
    Dan komt er geen retour, maar een foutbericht (Fo01) met code StUF055
    En staat bij G1 geen enkele levering
    En is het bericht zelf bewaard zoals het kwam

  @A3 @CS002 @IV032
  Scenario: A3 Een Bsn dat de elfproef niet doorstaat, is een technische fout
    Gegeven toewijzing T1
    Als P1 een startbericht (305) stuurt, voor cliënt met Bsn 999900135
      | toewijzing | begindatum    |
      | T1         | 12 maart 2026 |
    Dan krijgt P1 een afkeuring (306) in de kop: 0001 (technische regel), namelijk CS002
    En staat bij G1 geen enkele levering

  @A4 @TR056
  Scenario: A4 Een Identificatie geldt één keer per soort bericht en afzender
    Gegeven deze toewijzingen
      | toewijzing | aanbieder | product | omvang         | van        | tot en met |
      | T1         | P1        | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | P2        | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Als P1 op T1 een start meldt per 12 maart 2026, met Identificatie A1
    Dan krijgt P1 een akkoord (306)
    Als P1 op T1 een start meldt per 13 maart 2026, met Identificatie A1
    Dan krijgt P1 een afkeuring (306) in de kop: 9056 (Identificatie al gebruikt)
    Als P1 een stopbericht (307) stuurt, met Identificatie A1
      | toewijzing | begindatum    | einddatum     | reden |
      | T1         | 12 maart 2026 | 13 maart 2026 | 20    |
    Dan krijgt P1 een akkoord (308)
    Als P2 op T2 een start meldt per 12 maart 2026, met Identificatie A1
    Dan krijgt P2 een akkoord (306)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde      | reden |
      | T1         | 12-03-2026 | 13-03-2026 | 20    |

  @A5 @TR135
  Scenario: A5 Een bericht met een Dagtekening na vandaag wordt als geheel afgekeurd
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    Als P1 een stopbericht (307) stuurt, met Dagtekening 17 maart 2026
      | toewijzing | begindatum     | einddatum     | reden |
      | T1         | 5 januari 2026 | 13 maart 2026 | 19    |
    Dan krijgt P1 een afkeuring (308) in de kop: 8848 (Dagtekening in de toekomst)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 05-01-2026 | loopt |

  @A6 @TR378
  Scenario: A6 De gemeentecode bestaat, of bestond toen de toewijzing inging
    Gegeven toewijzing T1
    Als P1 op T1 een start meldt per 12 maart 2026, aan gemeente 9999
    Dan krijgt P1 een afkeuring (306) in de kop: S300 (gemeentecode onbekend)
    En staat bij G1 geen enkele levering

  @A6 @TR378
  Scenario: A6 Een opgeheven gemeente mag nog, bij een toewijzing van voor de herindeling
    Gegeven gemeente 0022 is met haar contract voor 07A12 opgegaan in G1
    En deze toewijzingen
      | toewijzing | gemeente | product | omvang         | van        | tot en met |
      | T1         | 0022     | 07A12   | 3 uur per week | 01-06-2018 | 30-06-2026 |
    Als P1 op T1 een start meldt per 12 maart 2026, aan gemeente 0022
    Dan krijgt P1 een akkoord (306)

  @A7 @TR019 @IV032
  Scenario: A7 Eén fout onderdeel keurt het hele bericht af
    Gegeven toewijzing T1
    Als P1 een startbericht (305) stuurt
      | toewijzing | begindatum    |
      | T1         | 12 maart 2026 |
      | onbekend   | 12 maart 2026 |
    Dan krijgt P1 een afkeuring (306) met
      | plek    | code                       |
      | kop     | 0200 (geen opmerkingen)    |
      | cliënt  | 0200 (geen opmerkingen)    |
      | start 1 | 0200 (geen opmerkingen)    |
      | start 2 | 9019 (toewijzing onbekend) |
    En staat bij G1 geen enkele levering

  @A8 @TR302 @OP259
  Abstract Scenario: A8 Twee toewijzingen van één product overlappen geen dag
    Gegeven P1 werkt ook met noaber
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang         | van         | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-01-2026  | 30-06-2026 |
      | T2         | 07A12   | 3 uur per week | <T2 begint> | 31-12-2026 |
    Dan krijgt G1 een <antwoord>
    En heeft P1 <aantal> toewijzingen

    Voorbeelden:
      | T2 begint  | antwoord                                                                     | aantal |
      | 30-06-2026 | afkeuring (302) in de kop: 0001 (technische regel), namelijk TR302            | 0      |
      | 01-07-2026 | akkoord (302)                                                                | 2      |

  @A9 @TR302 @OP259
  Abstract Scenario: A9 Alleen hulpmiddelen van de Wmo mogen dubbel
    Gegeven P1 werkt ook met noaber
    En het gaat om de <wet>
    En het contract met P1 kent ook
      | product   | eenheid | tarief |
      | <product> | uur     | 60,00  |
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product   | omvang         | van        | tot en met |
      | T1         | <product> | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | <product> | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Dan krijgt G1 een <antwoord>
    En heeft P1 <aantal> toewijzingen

    Voorbeelden:
      | wet      | product | antwoord                                                          | aantal |
      | Wmo      | 11A01   | akkoord (302)                                                     | 2      |
      | Jeugdwet | 45A04   | afkeuring (302) in de kop: 0001 (technische regel), namelijk TR302 | 0      |

  @A10 @TR302 @OP259
  Abstract Scenario: A10 Een generieke toewijzing staat alleen, behalve naast hulpmiddelen
    Gegeven P1 werkt ook met noaber
    En het contract met P1 kent ook
      | product | eenheid | tarief |
      | 13A01   | uur     | 60,00  |
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product    | omvang         | budget   | van        | tot en met |
      | T1         | geen       | geen           | 5.000,00 | 01-01-2026 | 30-06-2026 |
      | T2         | <ernaast>  | 3 uur per week |          | 01-01-2026 | 30-06-2026 |
    Dan krijgt G1 een <antwoord>
    En heeft P1 <aantal> toewijzingen

    Voorbeelden:
      | ernaast | antwoord                                                          | aantal |
      | 07A12   | afkeuring (302) in de kop: 0001 (technische regel), namelijk TR302 | 0      |
      | 13A01   | akkoord (302)                                                     | 2      |

  @A11 @TR302
  Scenario: A11 Een verwijderde toewijzing telt niet mee als overlap
    Gegeven P1 werkt ook met noaber
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang         | van        | tot en met | reden |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |       |
      | T2         | 07A12   | 3 uur per week | 01-02-2026 | 01-02-2026 | 13    |
    Dan krijgt G1 een akkoord (302)

  @A12 @TR332 @OP275
  Scenario: A12 Een ToewijzingNummer hoort bij één toewijzing van één cliënt
    Gegeven P1 werkt ook met noaber
    En deze toewijzingen
      | toewijzing | cliënt | product | omvang         | van        | tot en met |
      | T1         | B2     | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Als G1 aan P1 een toewijzingsbericht (301) stuurt, voor cliënt B1
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Dan krijgt G1 een afkeuring (302) bij toewijzing 1: 9332 (ToewijzingNummer al gebruikt)
    En staat bij P1 geen enkele toewijzing van B1

  @A13 @IV013 @OP080
  Abstract Scenario: A13 Het nieuwste besluit geldt, in welke volgorde de berichten ook komen
    Gegeven P1 werkt ook met noaber
    Als deze toewijzingsberichten (301) van G1 bij P1 komen in de volgorde <volgorde>
      | bericht | toewijzing | product | omvang         | van        | tot en met | reden | besloten         |
      | oud     | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |       | 15-12-2025 09:30 |
      | nieuw   | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-04-2026 | 05    | 10-03-2026 11:15 |
    Dan krijgt G1 elke keer een akkoord (302)
    En staan bij P1 deze toewijzingen
      | toewijzing | van        | tot en met | reden |
      | T1         | 01-01-2026 | 30-04-2026 | 05    |

    Voorbeelden:
      | volgorde          |
      | nieuw, oud, nieuw |
      | oud, nieuw, nieuw |
      | nieuw, nieuw, oud |

  @A14 @OP179
  Scenario: A14 Een declaratie boven 25 MB die toch binnenkomt, wordt gewoon verwerkt
    Gegeven 8.000 cliënten met elk een toewijzing van 3 uur per week van 1 januari 2026 tot en met 30 juni 2026
    Als P1 op 1 mei 2026 over april 2026 een declaratie van 32.000 regels stuurt
    Dan is dat bericht groter dan 25 MB
    En kent G1 alles toe (8001): 5.760.000,00

  @A14 @OP179
  Scenario: A14 Een eigen declaratie boven 25 MB gaat in delen over dezelfde maand, elk met een eigen nummer
    Gegeven P1 werkt ook met noaber
    Als P1 op 1 mei 2026 30.000 regels over april 2026 declareert
    Dan verstuurt P1 2 declaraties over april 2026, elk onder 25 MB en met een eigen nummer, en samen met alle regels
