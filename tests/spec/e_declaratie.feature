# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
# language: nl
Functionaliteit: E. Declareren
  Wat de aanbieder declareert (323), wat de gemeente toekent (325), en wat er betaald en geboekt wordt.

  @E73 @TR321 @IV087 @OP365
  Scenario: E73 Achttien uur in een maand die zes weken raakt, wordt helemaal toegekend
    Gegeven toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag   |
      | R1    | T1         | maart 2026 | 18 uur   | 1.080,00 |
    Dan kent G1 alles toe (8001): 1.080,00
    En moest dat antwoord er uiterlijk op 20 april 2026 zijn
    En is deze declaratie te betalen uiterlijk op 3 mei 2026
    En staat in het grootboek als gerealiseerd
      | product | maand      | bedrag   |
      | 07A12   | maart 2026 | 1.080,00 |

  @E74 @TR321 @IV087
  Scenario: E74 Een uur te veel is een afgewezen regel, en er is niets te betalen
    Gegeven toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag   |
      | R1    | T1         | maart 2026 | 19 uur   | 1.140,00 |
    Dan kent G1 0,00 toe en wijst regel R1 af: 9321 (meer dan in deze periode mag)
    En is er niets te betalen
    En is van deze declaratie 1 regel bewaard

  @E75 @TR321 @IV076 @IV077
  Abstract Scenario: E75 Elke maand heeft ruimte voor haar eigen weken: <maand>
    Gegeven deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 11-07-2022 | 04-09-2022 |
    Als P1 op <op> over <maand> declareert
      | regel | toewijzing | periode   | geleverd   |
      | R1    | T1         | <periode> | <te veel>  |
    Dan kent G1 0,00 toe en wijst regel R1 af: 9321 (meer dan in deze periode mag)
    Als P1 op <op> over <maand> declareert
      | regel | toewijzing | periode   | geleverd   |
      | R2    | T1         | <periode> | <precies>  |
    Dan kent G1 alles toe (8001): <bedrag>

    Voorbeelden:
      | maand          | op                | periode                   | te veel | precies | bedrag |
      | juli 2022      | 1 augustus 2022   | 11-07-2022 t/m 31-07-2022 | 10 uur  | 9 uur   | 540,00 |
      | augustus 2022  | 1 september 2022  | augustus 2022             | 16 uur  | 15 uur  | 900,00 |
      | september 2022 | 1 oktober 2022    | 01-09-2022 t/m 04-09-2022 | 4 uur   | 3 uur   | 180,00 |

  @E75 @TR322 @IV076
  Scenario: E75 Samen is het niet meer dan het totaal van de toewijzing
    Gegeven deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 11-07-2022 | 04-09-2022 |
    En P1 heeft op 1 september 2022 over augustus 2022 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode                   | geleverd | bedrag |
      | R1    | T1         | 11-07-2022 t/m 31-07-2022 | 9 uur    | 540,00 |
      | R2    | T1         | augustus 2022             | 15 uur   | 900,00 |
    Als P1 op 1 oktober 2022 over september 2022 declareert
      | regel | toewijzing | periode                   | geleverd | bedrag |
      | R3    | T1         | 01-09-2022 t/m 04-09-2022 | 3 uur    | 180,00 |
    Dan kent G1 0,00 toe en wijst regel R3 af: 9322 (meer dan in totaal mag)
    Als P1 op 1 oktober 2022 over september 2022 declareert
      | regel | toewijzing | periode                   | geleverd | bedrag |
      | R4    | T1         | 01-09-2022 t/m 04-09-2022 | 1 uur    | 60,00  |
    Dan kent G1 0,00 toe en wijst regel R4 af: 9322 (meer dan in totaal mag)
    En is in totaal te betalen: 1.440,00

  @E76 @TR321 @TR322 @IV077
  Abstract Scenario: E76 Hulp bij het huishouden heeft elke maand zes weken, en een totaal: <juli> in juli
    Gegeven het contract met P1 kent ook
      | product | eenheid | tarief |
      | 01A03   | uur     | 30,00  |
    En deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 01A03   | 1 uur per week | 01-05-2022 | 31-07-2022 |
    En P1 heeft op 1 juli 2022 over juni 2022 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode   | geleverd | bedrag |
      | R1    | T1         | mei 2022  | 6 uur    | 180,00 |
      | R2    | T1         | juni 2022 | 6 uur    | 180,00 |
    Als P1 op 1 augustus 2022 over juli 2022 declareert
      | regel | toewijzing | periode   | geleverd |
      | R3    | T1         | juli 2022 | <juli>   |
    Dan kent G1 <antwoord>

    Voorbeelden:
      | juli  | antwoord                                                        |
      | 3 uur | 0,00 toe en wijst regel R3 af: 9322 (meer dan in totaal mag)    |
      | 2 uur | alles toe (8001): 60,00                                         |

  @E77 @TR321 @IV077
  Scenario: E77 Een resultaat per week telt de zondagen; een maand zonder zondag heeft geen ruimte
    Gegeven het contract met P1 kent ook
      | product | eenheid | tarief |
      | 07A20   | euro    | geen   |
    En deze toewijzingen
      | toewijzing | product | omvang               | van        | tot en met |
      | T1         | 07A20   | 300,00 euro per week | 11-07-2022 | 03-09-2022 |
    En P1 heeft op 1 september 2022 over augustus 2022 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode                   | geleverd      | bedrag   |
      | R1    | T1         | 11-07-2022 t/m 31-07-2022 | 900,00 euro   | 900,00   |
      | R2    | T1         | augustus 2022             | 1.500,00 euro | 1.500,00 |
    Als P1 op 1 oktober 2022 over september 2022 declareert
      | regel | toewijzing | periode                   | geleverd  | bedrag |
      | R3    | T1         | 01-09-2022 t/m 03-09-2022 | 0,01 euro | 0,01   |
    Dan kent G1 0,00 toe en wijst regel R3 af: 9321 (meer dan in deze periode mag)

  @E78 @TR321 @IV078
  Abstract Scenario: E78 Een gebroken maand heeft het hele volume van een maand: <geleverd>
    Gegeven deze toewijzingen
      | toewijzing | product | omvang           | van        | tot en met |
      | T1         | 07A12   | 15 uur per maand | 12-10-2021 | open       |
    Als P1 op 1 november 2021 over oktober 2021 declareert
      | regel | toewijzing | periode                   | geleverd   |
      | R1    | T1         | 12-10-2021 t/m 31-10-2021 | <geleverd> |
    Dan kent G1 <antwoord>

    Voorbeelden:
      | geleverd | antwoord                                                               |
      | 15 uur   | alles toe (8001): 900,00                                               |
      | 16 uur   | 0,00 toe en wijst regel R1 af: 9321 (meer dan in deze periode mag)     |

  @E79 @TR321 @IV081
  Abstract Scenario: E79 Uren mogen in minuten worden gedeclareerd: <geleverd>
    Gegeven toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd   | tarief | bedrag   |
      | R1    | T1         | maart 2026 | <geleverd> | 1,00   | <bedrag> |
    Dan kent G1 <antwoord>

    Voorbeelden:
      | geleverd     | bedrag   | antwoord                                                             |
      | 1080 minuten | 1.080,00 | alles toe (8001): 1.080,00                                           |
      | 1081 minuten | 1.081,00 | 0,00 toe en wijst regel R1 af: 9321 (meer dan in deze periode mag)   |

  @E79 @TR346 @TR418 @IV081
  Abstract Scenario: E79 Het bedrag van minuten komt uit het uurtarief en niet uit het afgeronde minuuttarief: <bedrag>
    Gegeven het contract met P1 kent ook
      | product | eenheid | tarief |
      | 07A12   | uur     | 50,00  |
    En toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd   | tarief | bedrag   |
      | R1    | T1         | maart 2026 | 95 minuten | 0,83   | <bedrag> |
    Dan kent G1 <antwoord>

    Voorbeelden:
      | bedrag | antwoord                                                  |
      | 79,17  | alles toe (8001): 79,17                                   |
      | 78,85  | 0,00 toe en wijst regel R1 af: 9346 (bedrag klopt niet)   |

  @E80 @TR341 @OP267
  Abstract Scenario: E80 Een andere eenheid mag niet: toegewezen in <toegewezen>, gedeclareerd in <gedeclareerd>
    Gegeven het contract met P1 kent ook
      | product | eenheid        | tarief |
      | 07A12   | <toegewezen>   | 60,00  |
      | 07A12   | <gedeclareerd> | 60,00  |
    En deze toewijzingen
      | toewijzing | product | omvang                    | van        | tot en met |
      | T1         | 07A12   | 90 <toegewezen> per week  | 01-01-2026 | 30-06-2026 |
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd         | bedrag |
      | R1    | T1         | maart 2026 | 1 <gedeclareerd> | 60,00  |
    Dan kent G1 0,00 toe en wijst regel R1 af: 9341 (andere eenheid)

    Voorbeelden:
      | toegewezen | gedeclareerd |
      | minuten    | uur          |
      | etmaal     | dagdeel      |

  @E81 @IV079
  Abstract Scenario: E81 Wie in uren declareert, telt eerst de minuten van de maand op: <keer> keer <minuten> minuten
    Gegeven toewijzing T1
    Als P1 in maart <keer> keer <minuten> minuten hulp geeft en dat in uren declareert
    Dan zijn dat <uren> hele uren
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd   | bedrag   |
      | R1    | T1         | maart 2026 | <uren> uur | <bedrag> |
    Dan kent G1 alles toe (8001): <bedrag>

    Voorbeelden:
      | keer | minuten | uren | bedrag |
      | 4    | 95      | 6    | 360,00 |
      | 1    | 20      | 1    | 60,00  |

  @E82 @TR387 @TR388 @IV089 @OP367 @OP368
  Abstract Scenario: E82 Een ProductPeriode is een hele maand: <periode>
    Gegeven toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode   | geleverd | bedrag |
      | R1    | T1         | <periode> | 9 uur    | 540,00 |
    Dan kent G1 0,00 toe en wijst regel R1 af: <code>

    Voorbeelden:
      | periode                   | code                                       |
      | 02-03-2026 t/m 31-03-2026 | 9387 (periode begint te laat)              |
      | 01-03-2026 t/m 30-03-2026 | 9388 (periode eindigt te vroeg of te laat) |

  @E82 @CS337 @TR387 @TR388 @IV089 @OP367 @OP368
  Scenario: E82 Een ProductPeriode loopt niet over twee maanden, en is niet langer dan de toewijzing
    Gegeven deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 08-04-2026 | 17-06-2026 |
    Als P1 op 1 juli 2026 over juni 2026 declareert
      | regel | toewijzing | periode                   | geleverd | bedrag |
      | R1    | T1         | 08-04-2026 t/m 31-05-2026 | 9 uur    | 540,00 |
    Dan krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk CS337
    Als P1 op 1 juli 2026 over juni 2026 declareert
      | regel | toewijzing | periode                   | geleverd | bedrag |
      | R2    | T1         | 08-04-2026 t/m 30-04-2026 | 9 uur    | 540,00 |
      | R3    | T1         | mei 2026                  | 9 uur    | 540,00 |
      | R4    | T1         | 01-06-2026 t/m 17-06-2026 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 1.620,00

  @E83 @TR319 @CS100 @TR335
  Abstract Scenario: E83 Een ProductPeriode ligt niet na de DeclaratiePeriode, niet voor 2021 en niet verder terug dan vijf jaar: <periode>
    Gegeven deze toewijzingen
      | toewijzing | product | omvang           | van        | tot en met |
      | T1         | 07A12   | 15 uur per maand | 01-11-2020 | open       |
    Als P1 op <op> over <over> declareert
      | regel | toewijzing | periode   | geleverd | bedrag |
      | R1    | T1         | <periode> | 9 uur    | 540,00 |
    Dan krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk <regel>
    En is er niets te betalen

    Voorbeelden:
      | periode       | over         | op              | regel |
      | april 2026    | maart 2026   | 1 mei 2026      | TR319 |
      | december 2020 | januari 2021 | 1 februari 2021 | CS100 |
      | februari 2021 | maart 2026   | 3 april 2026    | TR335 |

  @E84 @TR137
  Abstract Scenario: E84 Een maand wordt op zijn vroegst op haar laatste dag gedeclareerd: <op>
    Gegeven toewijzing T1
    Als P1 op <op> over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T1         | maart 2026 | 9 uur    | 540,00 |
    Dan <antwoord>

    Voorbeelden:
      | op            | antwoord                                                                         |
      | 30 maart 2026 | krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk TR137 |
      | 31 maart 2026 | kent G1 alles toe (8001): 540,00                                                 |

  @E85 @TR318 @IV090 @OP284
  Scenario: E85 Een declaratie gaat niet over een maand voor de vorige declaratie
    Gegeven deze toewijzingen
      | toewijzing | product | omvang           | van        | tot en met |
      | T1         | 07A12   | 15 uur per maand | 01-01-2021 | open       |
    En P1 heeft op 1 juni 2021 over mei 2021 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode  | geleverd |
      | R1    | T1         | mei 2021 | 9 uur    |
    En P1 heeft op 1 juli 2021 over juni 2021 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode    | geleverd |
      | R2    | T1         | juni 2021  | 9 uur    |
      | R3    | T1         | maart 2021 | 9 uur    |
    En P1 heeft op 1 oktober 2021 over september 2021 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode        | geleverd |
      | R4    | T1         | september 2021 | 9 uur    |
    Als P1 op 4 oktober 2021 over mei 2021 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R5    | T1         | april 2021 | 9 uur    | 540,00 |
    Dan wijst G1 de hele declaratie af: 8214 (maand ligt voor de vorige declaratie)
    Als P1 op 4 oktober 2021 over september 2021 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R6    | T1         | april 2021 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 540,00
    Als P1 op 1 november 2021 over oktober 2021 declareert
      | regel | toewijzing | periode      | geleverd | bedrag |
      | R7    | T1         | oktober 2021 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 540,00

  @E86 @TR333 @OP349
  Scenario: E86 Een DeclaratieNummer gebruikt een aanbieder één keer per wet
    Gegeven deze toewijzingen
      | toewijzing | aanbieder | wet      | product | omvang         | van        | tot en met |
      | T1         | P1        | Wmo      | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | P2        | Wmo      | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T3         | P1        | Jeugdwet | 45A04   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Als P1 op 3 april 2026 over maart 2026 declareert, met DeclaratieNummer D1
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T1         | maart 2026 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 540,00
    Als P1 op 3 april 2026 over maart 2026 declareert, met DeclaratieNummer D1
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R2    | T1         | februari 2026 | 9 uur    | 540,00 |
    Dan wijst G1 de hele declaratie af: 9333 (DeclaratieNummer al gebruikt)
    Als P2 op 3 april 2026 over maart 2026 declareert, met DeclaratieNummer D1
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T2         | maart 2026 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 540,00
    Als P1 op 3 april 2026 over maart 2026 declareert, met DeclaratieNummer D1, onder de Jeugdwet
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T3         | maart 2026 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 540,00

  @E87 @TR314 @TR101 @OP283
  Scenario: E87 Een ReferentieNummer wordt één keer gebruikt
    Gegeven deze toewijzingen
      | toewijzing | cliënt | product | omvang         | van        | tot en met |
      | T1         | B1     | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | B2     | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    En P1 heeft op 1 maart 2026 over februari 2026 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R1    | T1         | februari 2026 | 9 uur    | 540,00 |
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T1         | maart 2026 | 9 uur    | 540,00 |
    Dan kent G1 0,00 toe en wijst regel R1 af: 8021 (ReferentieNummer al gebruikt)
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode      | geleverd | bedrag |
      | R2    | T1         | januari 2026 | 9 uur    | 540,00 |
      | R2    | T1         | maart 2026   | 9 uur    | 540,00 |
    Dan krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk TR101
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R3    | T1         | maart 2026 | 9 uur    | 540,00 |
      | R3    | T2         | maart 2026 | 9 uur    | 540,00 |
    Dan kent G1 0,00 toe en wijst elke regel R3 af: 8021 (ReferentieNummer al gebruikt)
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag | credit van |
      | R4    | T1         | maart 2026 | 9 uur    | 540,00 |            |
      | R4    | T1         |            |          |        | R1         |
    Dan kent G1 0,00 toe en wijst elke regel R4 af: 8021 (ReferentieNummer al gebruikt)
    En is in totaal te betalen: 540,00

  @E88 @TR338 @TR304 @OP276
  Scenario: E88 Een regel noemt een toewijzing van deze cliënt
    Gegeven deze toewijzingen
      | toewijzing | cliënt | product | omvang         | van        | tot en met |
      | T1         | B1     | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | B2     | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | cliënt | toewijzing | product | periode    | geleverd | bedrag |
      | R1    | B1     | onbekend   | 07A12   | maart 2026 | 9 uur    | 540,00 |
      | R2    | B2     | T1         | 07A12   | maart 2026 | 9 uur    | 540,00 |
      | R3    | B3     | T1         | 07A12   | maart 2026 | 9 uur    | 540,00 |
    Dan kent G1 0,00 toe en wijst af
      | plek      | code                                       |
      | regel R1  | 9338 (toewijzing onbekend bij deze cliënt) |
      | regel R2  | 9338 (toewijzing onbekend bij deze cliënt) |
      | cliënt B3 | 8187 (cliënt heeft geen toewijzing)        |
      | regel R3  | 0233 (niet beoordeeld)                     |

  @E89 @TR339 @TR340 @TR381 @TR418 @OP302
  Scenario: E89 Een specifieke toewijzing is voor één product
    Gegeven het contract met P1 kent ook
      | product | eenheid | tarief |
      | 07A13   | uur     | 60,00  |
    En toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | product           | periode       | geleverd | bedrag |
      | R1    | T1         | 07A13             | januari 2026  | 9 uur    | 540,00 |
      | R2    | T1         | 02A03             | februari 2026 | 9 uur    | 540,00 |
      | R3    | T1         | 02 met code 07A12 | maart 2026    | 9 uur    | 540,00 |
    Dan kent G1 0,00 toe en wijst af
      | plek     | code                                                                                                          |
      | regel R1 | 9340 (andere productcode)                                                                                     |
      | regel R2 | 9339 (andere productcategorie) en 9340 (andere productcode)                                                   |
      | regel R3 | 0611 (ander tarief dan afgesproken), 9339 (andere productcategorie) en S329 (productcode onbekend)            |

  @E89 @TR339 @TR340 @OP302
  Scenario: E89 Een aspecifieke toewijzing heeft ruimte voor twee codes in één maand (casus 9)
    Gegeven het contract met P1 kent ook
      | product | eenheid | tarief |
      | 07A21   | etmaal  | 300,00 |
      | 07A22   | uur     | 100,00 |
    En deze toewijzingen
      | toewijzing | product      | omvang | van        | tot en met |
      | T1         | categorie 07 | geen   | 01-01-2026 | 30-06-2026 |
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | product | periode    | geleverd  | bedrag   |
      | R1    | T1         | 07A21   | maart 2026 | 12 etmaal | 3.600,00 |
      | R2    | T1         | 07A22   | maart 2026 | 32 uur    | 3.200,00 |
    Dan kent G1 alles toe (8001): 6.800,00
    En staat in het grootboek als gerealiseerd
      | product | maand      | bedrag   |
      | 07A21   | maart 2026 | 3.600,00 |
      | 07A22   | maart 2026 | 3.200,00 |

  @E90 @TR369
  Abstract Scenario: E90 Een generieke toewijzing heeft ruimte voor elk product, tot haar budget (casus 16): eerder <eerder>
    Gegeven het contract met P1 kent ook
      | product | eenheid | tarief |
      | 10A01   | uur     | 10,00  |
      | 04A01   | etmaal  | 250,00 |
      | 07A20   | euro    | geen   |
    En deze toewijzingen
      | toewijzing | product | omvang | budget    | van        | tot en met |
      | T1         | geen    | geen   | 60.000,00 | 01-01-2026 | 30-06-2026 |
    En P1 heeft op 1 maart 2026 over februari 2026 gedeclareerd, en kreeg alles
      | regel | toewijzing | product | periode       | geleverd      |
      | R1    | T1         | 07A20   | februari 2026 | <eerder> euro |
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | product | periode    | geleverd  | bedrag   |
      | R2    | T1         | 10A01   | maart 2026 | 25 uur    | 250,00   |
      | R3    | T1         | 04A01   | maart 2026 | 10 etmaal | 2.500,00 |
    Dan kent G1 <antwoord>

    Voorbeelden:
      | eerder    | antwoord                                                      |
      | 1,00      | alles toe (8001): 2.750,00                                    |
      | 57.250,00 | alles toe (8001): 2.750,00                                    |
      | 57.250,01 | 250,00 toe en wijst regel R3 af: 9369 (meer dan het budget)   |

  @E91 @TR418 @TR346
  Scenario: E91 Tarief en bedrag zijn die van het contract
    Gegeven toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode       | geleverd | tarief | bedrag |
      | R1    | T1         | februari 2026 | 9 uur    | 61,00  | 549,00 |
      | R2    | T1         | maart 2026    | 9 uur    | 60,00  | 540,01 |
    Dan kent G1 0,00 toe en wijst af
      | plek     | code                               |
      | regel R1 | 0611 (ander tarief dan afgesproken) |
      | regel R2 | 9346 (bedrag klopt niet)           |

  @E91 @CD087 @CS339
  Abstract Scenario: E91 Bij euro's is er geen tarief en is het bedrag het volume: tarief <tarief>, bedrag <bedrag>
    Gegeven het contract met P1 kent ook
      | product | eenheid | tarief |
      | 07A20   | euro    | geen   |
    En deze toewijzingen
      | toewijzing | product | omvang                   | van        | tot en met |
      | T1         | 07A20   | 5.000,00 euro in totaal  | 01-01-2026 | 30-06-2026 |
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd    | tarief   | bedrag   |
      | R1    | T1         | maart 2026 | 540,00 euro | <tarief> | <bedrag> |
    Dan krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk <regel>

    Voorbeelden:
      | tarief | bedrag | regel |
      | 1,00   | 540,00 | CD087 |
      | geen   | 541,00 | CS339 |

  @E92 @TR389 @TR416
  Scenario: E92 Een maand van een product wordt één keer gedeclareerd
    Gegeven toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag   |
      | R1    | T1         | maart 2026 | 19 uur   | 1.140,00 |
    Dan kent G1 0,00 toe en wijst regel R1 af: 9321 (meer dan in deze periode mag)
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R2    | T1         | maart 2026 | 5 uur    | 300,00 |
    Dan kent G1 alles toe (8001): 300,00
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R3    | T1         | maart 2026 | 5 uur    | 300,00 |
    Dan kent G1 0,00 toe en wijst regel R3 af: 9389 (al gedeclareerd in deze periode)
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R4    | T1         | februari 2026 | 5 uur    | 300,00 |
      | R5    | T1         | februari 2026 | 5 uur    | 300,00 |
    Dan krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk TR416
    En is in totaal te betalen: 300,00

  @E93 @OP366 @TR389 @TR322 @TR369 @IV086
  Abstract Scenario: E93 Een credit gaat voor, ook achteraan in het bericht, en maakt ruimte vrij: <omvang> <budget>
    Gegeven deze toewijzingen
      | toewijzing | product   | omvang   | budget   | van        | tot en met |
      | T1         | <product> | <omvang> | <budget> | 01-01-2026 | 30-06-2026 |
    En P1 heeft op 3 april 2026 over maart 2026 gedeclareerd, en kreeg alles
      | regel | toewijzing | product | periode    | geleverd | bedrag |
      | R1    | T1         | 07A12   | maart 2026 | 9 uur    | 540,00 |
    Als P1 op 4 april 2026 over maart 2026 declareert
      | regel | toewijzing | product | periode    | geleverd | bedrag | credit van |
      | R2    | T1         | 07A12   | maart 2026 | 9 uur    | 540,00 |            |
      | R3    | T1         | 07A12   | maart 2026 |          |        | R1         |
    Dan kent G1 alles toe (8001): 0,00
    En is in totaal te betalen: 540,00

    Voorbeelden:
      | product      | omvang          | budget |
      | 07A12        | 9 uur in totaal |        |
      | categorie 07 | geen            | 540,00 |

  @E94 @TR323 @TR390 @IV091 @OP360
  Scenario: E94 Een credit neemt één goedgekeurde regel terug, één keer en helemaal
    Gegeven toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode       | geleverd | bedrag   |
      | R1    | T1         | februari 2026 | 12 uur   | 720,00   |
      | R2    | T1         | maart 2026    | 19 uur   | 1.140,00 |
    Dan kent G1 720,00 toe en wijst regel R2 af: 9321 (meer dan in deze periode mag)
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode       | geleverd | bedrag | credit van |
      | R3    | T1         | maart 2026    |          |        | R2         |
      | R4    | T1         | januari 2026  | 9 uur    | 540,00 | nooit      |
      | R5    | T1         | februari 2026 |          | 719,99 | R1         |
    Dan kent G1 0,00 toe en wijst af
      | plek     | code                                          |
      | regel R3 | 8017 (geen goedgekeurde regel om te crediteren) |
      | regel R4 | 8017 (geen goedgekeurde regel om te crediteren) |
      | regel R5 | 8017 (geen goedgekeurde regel om te crediteren) |
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | credit van |
      | R6    | T1         | R1         |
    Dan kent G1 alles toe (8001): 720,00 C
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | credit van |
      | R7    | T1         | R1         |
    Dan kent G1 0,00 toe en wijst regel R7 af: 9390 (al gecrediteerd)
    En is in totaal te betalen: 0,00

  @E94 @TR315 @TR316 @OP360
  Scenario: E94 Een credit staat niet twee keer in een bericht, en niet bij zijn eigen debet
    Gegeven toewijzing T1
    En P1 heeft op 1 maart 2026 over februari 2026 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R1    | T1         | februari 2026 | 12 uur   | 720,00 |
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | credit van |
      | R2    | T1         | R1         |
      | R3    | T1         | R1         |
    Dan krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk TR315
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag | credit van |
      | R4    | T1         | maart 2026 | 9 uur    | 540,00 |            |
      | R5    | T1         | maart 2026 | 9 uur    | 540,00 | R4         |
    Dan krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk TR316
    En is in totaal te betalen: 720,00

  @E95 @IV085 @TR308 @TR384
  Abstract Scenario: E95 Een credit wordt aangenomen, ook als de toewijzing inmiddels is <wat>
    Gegeven toewijzing T1
    En P1 heeft op 3 april 2026 over maart 2026 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T1         | maart 2026 | 9 uur    | 540,00 |
    En <gebeurd>
    Als P1 op 10 april 2026 over maart 2026 declareert
      | regel | toewijzing | credit van |
      | R2    | T1         | R1         |
    Dan kent G1 alles toe (8001): 540,00 C
    En is in totaal te betalen: 0,00

    Voorbeelden:
      | wat        | gebeurd                                                                   |
      | ingekort   | G1 heeft T1 op 7 april 2026 ingekort tot en met 28 februari 2026           |
      | verwijderd | in de boeken van G1 staat T1 sinds 7 april 2026 als verwijderd              |

  @E96 @IV085 @CS325
  Scenario: E96 Een declaratie van alleen credits is geld terug
    Gegeven toewijzing T1
    En P1 heeft op 3 april 2026 over maart 2026 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode    | geleverd | bedrag   |
      | R1    | T1         | maart 2026 | 18 uur   | 1.080,00 |
    Als P1 op 4 april 2026 over maart 2026 declareert
      | regel | toewijzing | credit van |
      | R2    | T1         | R1         |
    Dan kent G1 alles toe (8001): 1.080,00 C
    En is in totaal te betalen: 0,00
    En staat in het grootboek als gerealiseerd
      | product | maand      | bedrag |
      | 07A12   | maart 2026 | 0,00   |

  @E97 @CS325 @TR358
  Abstract Scenario: E97 Het totaal is de som van de regels, en nul is debet: <totaal>
    Gegeven toewijzing T1
    En P1 heeft op 1 maart 2026 over februari 2026 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R1    | T1         | februari 2026 | 9 uur    | 540,00 |
    Als P1 op 3 april 2026 over maart 2026 declareert, met totaal <totaal>
      | regel | toewijzing | periode    | geleverd | bedrag | credit van |
      | R2    | T1         | maart 2026 | 9 uur    | 540,00 |            |
      | R3    | T1         |            |          |        | R1         |
    Dan krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk <regel>
    En is in totaal te betalen: 540,00

    Voorbeelden:
      | totaal   | regel |
      | 0,00 C   | CS325 |
      | 540,00 D | TR358 |

  @E98 @TR304 @TR321 @TR342 @IV087 @OP303 @OP304
  Scenario: E98 Elke cliënt krijgt zijn eigen oordeel
    Gegeven deze toewijzingen
      | toewijzing | cliënt | product | omvang         | van        | tot en met |
      | T1         | B1     | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | B3     | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | cliënt | toewijzing | product | periode       | geleverd | bedrag   |
      | R1    | B1     | T1         | 07A12   | maart 2026    | 9 uur    | 540,00   |
      | R2    | B2     | T1         | 07A12   | februari 2026 | 9 uur    | 540,00   |
      | R3    | B2     | T1         | 07A12   | maart 2026    | 9 uur    | 540,00   |
      | R4    | B3     | T2         | 07A12   | februari 2026 | 9 uur    | 540,00   |
      | R5    | B3     | T2         | 07A12   | maart 2026    | 19 uur   | 1.140,00 |
    Dan kent G1 1.080,00 toe en wijst af
      | plek      | code                                |
      | cliënt B2 | 8187 (cliënt heeft geen toewijzing) |
      | regel R2  | 0233 (niet beoordeeld)              |
      | regel R3  | 0233 (niet beoordeeld)              |
      | regel R5  | 9321 (meer dan in deze periode mag) |
    En is ingediend min toegekend precies de som van de regels die terugkomen: 2.220,00
    En zijn van deze declaratie 5 regels bewaard

  @E99 @OP364
  Scenario: E99 Zonder start wordt er gewoon toegekend, en na een stop ook
    Gegeven toewijzing T1
    Als P1 op 1 maart 2026 over februari 2026 declareert
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R1    | T1         | februari 2026 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 540,00
    Als P1 op 1 maart 2026 op T1 een start meldt per 5 januari 2026
    En P1 op 1 maart 2026 de levering op T1 vanaf 5 januari 2026 stopt per 27 februari 2026 met reden 19
    En P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R2    | T1         | maart 2026 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 540,00

  @E100 @TR384 @TR308
  Scenario: E100 Op een verwijderde of ingekorte toewijzing wordt niets meer toegekend
    Gegeven deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | 02A03   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Als G1 op 1 april 2026 besluit T1 te verwijderen
    En G1 op 1 april 2026 besluit T2 in te korten tot en met 28 februari 2026, met reden 05, in overeenstemming met P1
    En P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T1         | maart 2026 | 9 uur    | 540,00 |
      | R2    | T2         | maart 2026 | 9 uur    | 540,00 |
    Dan kent G1 0,00 toe en wijst af
      | plek     | code                                   |
      | regel R1 | 9384 (toewijzing is verwijderd)        |
      | regel R2 | 9308 (periode eindigt na de toewijzing) |

  @E101 @IV084 @TR308 @TR388
  Scenario: E101 Twee toewijzingen in één maand hebben elk hun eigen regel
    Gegeven deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-03-2021 | 09-03-2021 |
      | T2         | 07A12   | 3 uur per week | 23-03-2021 | 31-03-2021 |
    Als P1 op 1 april 2021 over maart 2021 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T1         | maart 2021 | 6 uur    | 360,00 |
    Dan kent G1 0,00 toe en wijst regel R1 af: 9308 (periode eindigt na de toewijzing) en 9388 (periode eindigt te vroeg of te laat)
    Als P1 op 1 april 2021 over maart 2021 declareert
      | regel | toewijzing | periode                   | geleverd | bedrag |
      | R2    | T1         | 01-03-2021 t/m 09-03-2021 | 6 uur    | 360,00 |
      | R3    | T2         | 23-03-2021 t/m 31-03-2021 | 6 uur    | 360,00 |
    Dan kent G1 alles toe (8001): 720,00

  @E102 @TR321 @TR322 @IV084
  Scenario: E102 De declaratie na een wijziging halverwege de maand (casus 13)
    Gegeven het gaat om de Jeugdwet
    En het contract met P1 kent ook
      | product | eenheid | tarief |
      | 45A04   | uur     | 40,00  |
      | 44A09   | etmaal  | 30,00  |
    En het is 1 februari 2021
    En deze toewijzingen
      | toewijzing | product | omvang               | van        | tot en met |
      | T1         | 45A04   | 3 uur per week       | 01-01-2021 | 31-12-2021 |
      | T2         | 44A09   | 365 etmaal in totaal | 01-01-2021 | 31-12-2021 |
    En P1 heeft verzoek om wijziging VOW-1 (317) gestuurd
      | wat     | toewijzing | omvang         | vanaf      | tot en met |
      | wijzigt | T1         | 5 uur per week | 20-02-2021 | 31-12-2021 |
      | blijft  | T2         |                |            |            |
    Als G1 op 10 februari 2021 besluit verzoek VOW-1 toe te wijzen
    En P1 op 1 maart 2021 over februari 2021 declareert
      | regel | toewijzing | periode                   | geleverd  | bedrag |
      | R1    | T1         | 01-02-2021 t/m 19-02-2021 | 9 uur     | 360,00 |
      | R2    | T3         | 20-02-2021 t/m 28-02-2021 | 5 uur     | 200,00 |
      | R3    | T2         | februari 2021             | 28 etmaal | 840,00 |
    Dan kent G1 alles toe (8001): 1.400,00

  @E103 @TR322
  Abstract Scenario: E103 Een traject wordt in twee delen betaald, en samen niet boven het totaal (casus 6): <rest>
    Gegeven het contract met P1 kent ook
      | product | eenheid | tarief |
      | 07A20   | euro    | geen   |
    En deze toewijzingen
      | toewijzing | product | omvang                  | van        | tot en met |
      | T1         | 07A20   | 9.750,00 euro in totaal | 10-07-2021 | 09-04-2022 |
    En P1 heeft op 1 augustus 2021 over juli 2021 gedeclareerd, en kreeg alles
      | regel | toewijzing | periode                   | geleverd      | bedrag   |
      | R1    | T1         | 10-07-2021 t/m 31-07-2021 | 6.825,00 euro | 6.825,00 |
    Als P1 op 1 mei 2022 over april 2022 declareert
      | regel | toewijzing | periode                   | geleverd    | bedrag |
      | R2    | T1         | 01-04-2022 t/m 09-04-2022 | <rest> euro | <rest> |
    Dan kent G1 <antwoord>

    Voorbeelden:
      | rest     | antwoord                                                       |
      | 2.925,00 | alles toe (8001): 2.925,00                                     |
      | 2.925,01 | 0,00 toe en wijst regel R2 af: 9322 (meer dan in totaal mag)   |

  @E104 @CS337 @OP280
  Scenario: E104 Drie vergeten maanden gaan in één bericht, met een regel per maand
    Gegeven toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode                   | geleverd | bedrag   |
      | R1    | T1         | 01-01-2026 t/m 31-03-2026 | 27 uur   | 1.620,00 |
    Dan krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk CS337
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R2    | T1         | januari 2026  | 9 uur    | 540,00 |
      | R3    | T1         | februari 2026 | 9 uur    | 540,00 |
      | R4    | T1         | maart 2026    | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 1.620,00
    En staat in het grootboek als gerealiseerd
      | product | maand         | bedrag |
      | 07A12   | januari 2026  | 540,00 |
      | 07A12   | februari 2026 | 540,00 |
      | 07A12   | maart 2026    | 540,00 |

  @E105 @TR321 @TR322 @IV076
  Abstract Scenario: E105 Rond nieuwjaar telt week 53 in beide maanden, maar één keer in het totaal: <januari> in januari
    Gegeven deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 28-12-2026 | 10-01-2027 |
    Als P1 op 1 februari 2027 over januari 2027 declareert
      | regel | toewijzing | periode                   | geleverd  | bedrag   |
      | R1    | T1         | 28-12-2026 t/m 31-12-2026 | 3 uur     | 180,00   |
      | R2    | T1         | 01-01-2027 t/m 10-01-2027 | <januari> | <bedrag> |
    Dan kent G1 <antwoord>

    Voorbeelden:
      | januari | bedrag | antwoord                                                             |
      | 3 uur   | 180,00 | alles toe (8001): 360,00                                             |
      | 6 uur   | 360,00 | 180,00 toe en wijst regel R2 af: 9322 (meer dan in totaal mag)       |
      | 7 uur   | 420,00 | 180,00 toe en wijst regel R2 af: 9321 (meer dan in deze periode mag) |

  @E106 @TR366 @TR367 @TR337 @OP355
  Abstract Scenario: E106 Een 325 dat niet bij de declaratie past, wacht op een mens: <verschil>
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    En P1 heeft op 3 april 2026 een declaratie over maart 2026 verstuurd die G1 nog niet heeft
      | regel | toewijzing | periode    | geleverd | bedrag   |
      | R1    | T1         | maart 2026 | 19 uur   | 1.140,00 |
    Als P1 daarop een 325 krijgt dat R1 afwijst met 9321, maar met <verschil>
    Dan komt er geen antwoord, want op een 325 antwoordt niemand
    En ligt het in quarantaine: "<waarom>"
    En is bij P1 niets van die declaratie verwerkt

    Voorbeelden:
      | verschil                 | waarom                                                      |
      | ReferentieNummer R9      | staat niet in onze declaratie                               |
      | bedrag 1.140,01          | Bedrag is € 1.140,01 en was € 1.140,00                      |
      | een onbekende declaratie | hebben wij niet aan deze gemeente gestuurd                  |

  @E107 @TR337 @IV087
  Scenario: E107 Op een declaratie gaat precies één 325
    Gegeven P1 werkt ook met noaber
    En toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T1         | maart 2026 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 540,00
    En is bij P1 540,00 van die declaratie toegekend
    Als dezelfde declaratie nog eens bij G1 komt
    Dan gebeurt er niets, en blijft het bij één 325
    Als P1 nog een 325 op die declaratie krijgt
    Dan ligt het in quarantaine: "kwam al eerder een antwoord"
    En is in totaal te betalen: 540,00

  @E108 @OP286 @TR333 @TR314
  Scenario: E108 Een declaratie die technisch is afgekeurd, geldt als niet verzonden
    Gegeven toewijzing T1
    Als P1 op 30 maart 2026 over maart 2026 declareert, met DeclaratieNummer D1
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T1         | maart 2026 | 9 uur    | 540,00 |
    Dan krijgt P1 een afkeuring (325) in de kop: 0001 (technische regel), namelijk TR137
    Als P1 op 3 april 2026 over maart 2026 declareert, met DeclaratieNummer D1
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R1    | T1         | maart 2026 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 540,00

  @E108 @OP286 @TR333 @TR318 @TR314
  Scenario: E108 Ook na 9333 of 8214 zijn de ReferentieNummers nog vrij
    Gegeven toewijzing T1
    En P1 heeft op 1 maart 2026 over februari 2026 gedeclareerd, en kreeg alles, met DeclaratieNummer D1
      | regel | toewijzing | periode       | geleverd | bedrag |
      | R1    | T1         | februari 2026 | 9 uur    | 540,00 |
    Als P1 op 3 april 2026 over maart 2026 declareert, met DeclaratieNummer D1
      | regel | toewijzing | periode    | geleverd | bedrag |
      | R2    | T1         | maart 2026 | 9 uur    | 540,00 |
    Dan wijst G1 de hele declaratie af: 9333 (DeclaratieNummer al gebruikt)
    Als P1 op 3 april 2026 over januari 2026 declareert, met DeclaratieNummer D2
      | regel | toewijzing | periode      | geleverd | bedrag |
      | R3    | T1         | januari 2026 | 9 uur    | 540,00 |
    Dan wijst G1 de hele declaratie af: 8214 (maand ligt voor de vorige declaratie)
    Als P1 op 3 april 2026 over maart 2026 declareert, met DeclaratieNummer D2
      | regel | toewijzing | periode      | geleverd | bedrag |
      | R2    | T1         | maart 2026   | 9 uur    | 540,00 |
      | R3    | T1         | januari 2026 | 9 uur    | 540,00 |
    Dan kent G1 alles toe (8001): 1.080,00

  @E109 @TR314
  Scenario: E109 Een afgewezen regel komt terug onder een nieuw ReferentieNummer
    Gegeven toewijzing T1
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag   |
      | R1    | T1         | maart 2026 | 19 uur   | 1.140,00 |
    Dan kent G1 0,00 toe en wijst regel R1 af: 9321 (meer dan in deze periode mag)
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag   |
      | R1    | T1         | maart 2026 | 18 uur   | 1.080,00 |
    Dan kent G1 0,00 toe en wijst regel R1 af: 8021 (ReferentieNummer al gebruikt)
    Als P1 op 3 april 2026 over maart 2026 declareert
      | regel | toewijzing | periode    | geleverd | bedrag   |
      | R2    | T1         | maart 2026 | 18 uur   | 1.080,00 |
    Dan kent G1 alles toe (8001): 1.080,00

  @E110 @OP179 @IV087 @OP281
  Scenario: E110 Honderdduizend regels over dertigduizend cliënten krijgen één 325
    Gegeven 30.000 cliënten met elk een toewijzing van 3 uur per week van 1 januari 2026 tot en met 30 juni 2026
    Als P1 op 1 mei 2026 over april 2026 een declaratie van 100.000 regels stuurt, waarvan 1.000 van 99 uur
    Dan krijgt P1 één 325 onder 25 MB, met alleen die 1.000 regels, elk met 9321 (meer dan in deze periode mag), en 17.820.000,00 toegekend
    En zijn van deze declaratie 100000 regels bewaard
    En is in totaal te betalen: 17.820.000,00
    En kost dat evenveel vragen aan de database als een declaratie van één regel
