# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
# language: nl
Functionaliteit: B. Toewijzen en wijzigen
  Wat er met een toewijzing gebeurt als de gemeente besluit, en wat de aanbieder daarvan ontvangt.

  @B15 @OP033x1 @OP380 @IV013
  Scenario: B15 Verlengen houdt het nummer en de ingangsdatum, en de levering loopt door
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    Als G1 op 10 mei 2026 besluit T1 te verlengen tot en met 31 december 2026, in overleg met P1
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | van        | tot en met | omvang         | reden | besloten   |
      | T1         | 01-01-2026 | 31-12-2026 | 3 uur per week | 04    | 10-05-2026 |
    En is P1 daarmee akkoord (302)
    En zijn er geen aandachtspunten
    En staan bij G1 deze toewijzingen
      | toewijzing | van        | tot en met | reden | stand     | versies |
      | T1         | 01-01-2026 | 31-12-2026 | 04    | bevestigd | 2       |
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 05-01-2026 | loopt |

  @B16 @OP380
  Scenario: B16 Na de einddatum komt er een nieuwe toewijzing in plaats van een langere
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    Als G1 op 3 juli 2026 besluit T1 te verlengen tot en met 31 december 2026, in overleg met P1
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | product | omvang         | van        | tot en met | reden |
      | T2         | 07A12   | 3 uur per week | 01-07-2026 | 31-12-2026 |       |
    En is P1 daarmee akkoord (302)
    En staan bij G1 deze toewijzingen
      | toewijzing | van        | tot en met | reden | versies |
      | T1         | 01-01-2026 | 30-06-2026 |       | 1       |
      | T2         | 01-07-2026 | 31-12-2026 |       | 1       |

  @B17 @OP257 @IV066
  Scenario: B17 Meer uren per week zijn een nieuwe toewijzing; de oude eindigt de dag ervoor
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    Als G1 besluit T1 vanaf 1 april 2026 te vervangen door 5 uur per week, met reden 05, in overleg met P1
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | omvang         | van        | tot en met | reden |
      | T1         | 3 uur per week | 01-01-2026 | 31-03-2026 | 05    |
      | T2         | 5 uur per week | 01-04-2026 | 30-06-2026 |       |
    En is P1 daarmee akkoord (302)
    Als P1 op 2 april 2026 de levering op T1 vanaf 5 januari 2026 stopt per 31 maart 2026 met reden 36
    Dan krijgt P1 een akkoord (308)
    Als P1 op 2 april 2026 op T2 een start meldt per 1 april 2026
    Dan krijgt P1 een akkoord (306)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde      | reden |
      | T1         | 05-01-2026 | 31-03-2026 | 36    |
      | T2         | 01-04-2026 | loopt      |       |

  @B18 @OP298 @OP345
  Scenario: B18 Een totaal onder wat al is goedgekeurd, gaat alleen met instemming omlaag
    Gegeven P1 werkt ook met noaber
    En deze toewijzingen
      | toewijzing | product | omvang            | van        | tot en met |
      | T1         | 07A12   | 100 uur in totaal | 01-01-2026 | 30-06-2026 |
    En P1 heeft op 1 maart 2026 over februari 2026 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode       | geleverd | bedrag   |
      | R1    | T1         | februari 2026 | 90 uur   | 5.400,00 |
    Als G1 besluit het volume van T1 te veranderen in 80, in overleg met P1
    Dan weigert noaber dat: "mag het volume alleen omlaag met instemming van de aanbieder. Er is al meer goedgekeurd dan dat." (OP298)
    Als G1 besluit het volume van T1 te veranderen in 80, in overeenstemming met P1
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | omvang           | van        | tot en met | reden |
      | T1         | 80 uur in totaal | 01-01-2026 | 30-06-2026 | 05    |
    En is er een aandachtspunt: OP345
    En is P1 daarmee akkoord (302)

  @B19 @OP087 @CS335
  Scenario: B19 Een verwijderde toewijzing wordt één keer gestuurd en telt daarna niet meer mee
    Gegeven P1 werkt ook met noaber
    En deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | 02A03   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Als G1 besluit T1 te verwijderen
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | van        | tot en met | reden |
      | T1         | 01-01-2026 | 01-01-2026 | 13    |
      | T2         | 01-01-2026 | 30-06-2026 |       |
    En is P1 daarmee akkoord (302)
    Als G1 besluit T2 te verlengen tot en met 31 december 2026, in overleg met P1
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | van        | tot en met | reden |
      | T2         | 01-01-2026 | 31-12-2026 | 04    |

  @B20 @TR385 @OP362 @UP031
  Scenario: B20 Een toewijzing met een goedgekeurde regel wordt niet verwijderd, tenzij die is gecrediteerd
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    En P1 heeft op 1 maart 2026 over februari 2026 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R1    | T1         | februari 2026 | 12 uur   | 720,00 |
    Als G1 besluit T1 te verwijderen
    Dan weigert noaber dat: "laat de aanbieder de regels eerst crediteren" (TR385)
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang         | van        | tot en met | reden | besloten   |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 01-01-2026 | 13    | 16-03-2026 |
    Dan krijgt G1 een afkeuring (302) bij toewijzing 1: 9385 (er zijn goedgekeurde regels)
    En staan bij P1 deze toewijzingen
      | toewijzing | van        | tot en met | reden |
      | T1         | 01-01-2026 | 30-06-2026 |       |
    Als P1 op 1 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode       | credit van |
      | R2    | T1         | februari 2026 | R1         |
    Dan kent G1 alles toe (8001): 720,00 C
    Als G1 op 1 april 2026 besluit T1 te verwijderen
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | van        | tot en met | reden |
      | T1         | 01-01-2026 | 01-01-2026 | 13    |
    En is P1 daarmee akkoord (302)

  @B21 @CS335
  Scenario: B21 Wie verwijdert, laat de toewijzing eindigen op haar eerste dag
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang         | van        | tot en met | reden |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 02-01-2026 | 13    |
    Dan krijgt G1 een afkeuring (302) in de kop: 0001 (technische regel), namelijk CS335
    En staan bij P1 deze toewijzingen
      | toewijzing | van        | tot en met | reden |
      | T1         | 01-01-2026 | 30-06-2026 |       |

  @B22 @CS336 @IV099
  Scenario: B22 Reden 01 bestaat niet meer
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang         | van        | tot en met | reden |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-04-2026 | 01    |
    Dan krijgt G1 een afkeuring (302) in de kop: 0001 (technische regel), namelijk CS336
    Als G1 besluit T1 in te korten tot en met 30 april 2026, met reden 01
    Dan weigert noaber dat: "RedenWijziging 01 past niet bij deze wijziging: kies uit 02, 03, 05" (IV099)

  @B23 @OP186 @UP031 @TR308 @TR388
  Scenario: B23 Inkorten in het verleden vraagt een vastgelegde overeenstemming
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    En P1 heeft op 31 maart 2026 over maart 2026 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode   | geleverd | bedrag |
      | R1    | T1         | maart 2026 | 9 uur   | 540,00 |
    Als G1 op 3 april 2026 besluit T1 in te korten tot en met 28 februari 2026, met reden 05, in overleg met P1
    Dan weigert noaber dat: "mag alleen in overeenstemming met de aanbieder" (OP186)
    Als G1 op 3 april 2026 besluit T1 in te korten tot en met 28 februari 2026, met reden 05, in overeenstemming met P1
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | van        | tot en met | reden |
      | T1         | 01-01-2026 | 28-02-2026 | 05    |
    En is er een aandachtspunt: UP031
    En is P1 daarmee akkoord (302)
    En is in totaal te betalen: 540,00
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | product | periode    | geleverd | bedrag |
      | R2    | T1         | 07A12   | maart 2026 | 1 uur    | 60,00  |
    Dan kent G1 0,00 toe en wijst regel R2 af: 9308 (periode eindigt na de toewijzing)
    En is in totaal te betalen: 540,00

  @B24 @TR379 @IV097
  Scenario: B24 Een besluit op eigen initiatief draagt geen referentie van een oud verzoek
    Gegeven P1 werkt ook met noaber
    En P1 heeft op 2 maart 2026 een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 02A03   | 2 uur per week | 01-04-2026 | 30-06-2026 |
    En G1 heeft op 5 maart 2026 verzoek VOT-1 afgewezen met reden 7
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang         | van        | tot en met | referentie |
      | T1         | 07A12   | 3 uur per week | 01-04-2026 | 30-06-2026 | VOT-1      |
    Dan krijgt G1 een afkeuring (302) bij toewijzing 1: 9379 (referentie hoort hier niet)
    En staat bij P1 geen enkele toewijzing

  @B25 @TR379 @IV097
  Scenario: B25 Na een verzoek om toewijzing draagt alleen het gehonoreerde product de referentie
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    En P1 heeft op 2 maart 2026 een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 02A03   | 2 uur per week | 01-04-2026 | 30-06-2026 |
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang         | van        | tot en met | referentie |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 | VOT-1      |
      | T9         | 02A03   | 2 uur per week | 01-04-2026 | 30-06-2026 | VOT-1      |
    Dan krijgt G1 een afkeuring (302) bij toewijzing 1: 9379 (referentie hoort hier niet)
    En staan bij P1 deze verzoeken
      | referentie | stand          |
      | VOT-1      | in behandeling |
    Als G1 besluit verzoek VOT-1 toe te wijzen
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | product | van        | tot en met | referentie |
      | T1         | 07A12   | 01-01-2026 | 30-06-2026 |            |
      | T2         | 02A03   | 01-04-2026 | 30-06-2026 | VOT-1      |
    En is P1 daarmee akkoord (302)
    En staan bij P1 deze verzoeken
      | referentie | stand       |
      | VOT-1      | gehonoreerd |

  @B26 @CD041 @CD075 @CD076 @CD077 @CD078 @CD079 @CD080
  Abstract Scenario: B26 Alleen de varianten van de standaard bestaan: <geval>
    Gegeven P1 werkt ook met noaber
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product   | omvang   | budget   | van        | tot en met |
      | T1         | <product> | <omvang> | <budget> | 01-01-2026 | <eind>     |
    Dan krijgt G1 een afkeuring (302) in de kop: 0001 (technische regel), namelijk <regels>
    En staat bij P1 geen enkele toewijzing
    Als G1 wil toewijzen
      | product   | omvang   | budget   | van        | tot en met |
      | <product> | <omvang> | <budget> | 01-01-2026 | <eind>     |
    Dan weigert noaber dat: "<waarom>" (<eerste>)

    Voorbeelden:
      | geval                       | product      | omvang         | budget   | eind       | regels          | eerste | waarom                                      |
      | per week zonder einddatum   | 07A12        | 3 uur per week |          | open       | CD076           | CD076  | vul een einddatum in                        |
      | budget zonder einddatum     | geen         | geen           | 1.000,00 | open       | CD075           | CD075  | vul een einddatum in                        |
      | budget en omvang            | 07A12        | 3 uur per week | 1.000,00 | 30-06-2026 | CD077 en CD078  | CD077  | een omvang of een budget, niet allebei      |
      | geen product en geen budget | geen         | geen           |          | 30-06-2026 | CD079           | CD079  | kies een productcategorie of vul er een in  |
      | code zonder omvang          | 07A12        | geen           |          | 30-06-2026 | CD041           | CD041  | Bij een productcode hoort een omvang        |
      | categorie met omvang        | categorie 07 | 3 uur per week |          | 30-06-2026 | CD080           | CD080  | kies een productcode of haal de omvang weg  |

  @B27 @CS338
  Abstract Scenario: B27 Een <eenheid> per dag toewijzen kan <kan>
    Gegeven P1 werkt ook met noaber
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang            | van        | tot en met |
      | T1         | 07A12   | 1 <eenheid> per dag | 01-01-2026 | 30-06-2026 |
    Dan krijgt G1 een <antwoord>
    En heeft P1 <aantal> toewijzingen

    Voorbeelden:
      | eenheid | kan  | antwoord                                                           | aantal |
      | etmaal  | niet | afkeuring (302) in de kop: 0001 (technische regel), namelijk CS338 | 0      |
      | uur     | wel  | akkoord (302)                                                      | 1      |

  @B28 @OP043
  Scenario: B28 Een toewijzing eindigt uiterlijk de dag voor het pgb
    Gegeven P1 werkt ook met noaber
    En deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | 02A03   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Als G1 besluit 07A12 vanaf 1 mei 2026 als pgb te geven, in overleg met P1
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | product | van        | tot en met | reden |
      | T1         | 07A12   | 01-01-2026 | 30-04-2026 | 08    |
      | T2         | 02A03   | 01-01-2026 | 30-06-2026 |       |
    En is P1 daarmee akkoord (302)

  @B29 @OP258
  Scenario: B29 Na een overlijden eindigt de toewijzing op die dag, ook zonder overleg
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    Als G1 besluit het overlijden op 10 maart 2026 te verwerken, zonder overleg
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | van        | tot en met | reden |
      | T1         | 01-01-2026 | 10-03-2026 | 02    |
    En is P1 daarmee akkoord (302)
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per 10 maart 2026 met reden 02
    Dan krijgt P1 een akkoord (308)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde      | reden |
      | T1         | 05-01-2026 | 10-03-2026 | 02    |

  @B30 @OP002 @OP002x1
  Scenario: B30 Bij een kind staat de gezagsdrager in de toewijzing, anders komt er een waarschuwing
    Gegeven het gaat om de Jeugdwet
    En P1 werkt ook met noaber
    En B1 is in het bericht geboren op 1 september 2015 en heeft geen gezagsdrager
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 45A04   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Dan krijgt G1 een akkoord (302)
    En is er een aandachtspunt: OP002

  @B30 @OP002 @OP002x1
  Scenario: B30 Ook de gemeente ziet die waarschuwing als zij zelf toewijst
    Gegeven het gaat om de Jeugdwet
    En B1 is geboren op 1 september 2015
    Als G1 wil toewijzen
      | product | omvang         | van        | tot en met |
      | 45A04   | 3 uur per week | 01-04-2026 | 30-06-2026 |
    Dan is er een aandachtspunt: OP002

  @B30 @OP002 @OP002x1
  Scenario: B30 Kent de aanbieder de gezagsdrager al, dan is er geen waarschuwing
    Gegeven het gaat om de Jeugdwet
    En P1 werkt ook met noaber
    En P1 kent de gezagsdrager (GezagsdragerBekend 1)
    En P1 heeft op 2 maart 2026 een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 45A04   | 2 uur per week | 01-04-2026 | 30-06-2026 |
    En B1 is geboren op 1 september 2015
    Als G1 besluit verzoek VOT-1 toe te wijzen
    Dan is P1 daarmee akkoord (302)
    En zijn er geen aandachtspunten
    En zijn er ook bij P1 geen aandachtspunten

  @B31 @TR006 @TR061
  Abstract Scenario: B31 Een cliënt is te bereiken: <geval>
    Gegeven P1 werkt ook met noaber
    En <geval>
    Als G1 aan P1 een toewijzingsbericht (301) stuurt
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Dan krijgt G1 een afkeuring (302) in de kop: 0001 (technische regel), namelijk <regels>
    En staat bij P1 geen enkele toewijzing

    Voorbeelden:
      | geval                                                | regels |
      | het contact van B1 heeft geen telefoon en geen adres | TR006  |
      | B1 heeft alleen een tijdelijk adres (soort 04)       | TR061  |
