# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
# language: nl
Functionaliteit: C. Verzoeken van de aanbieder
  Een verzoek om toewijzing (VOT, 315) of om wijziging (VOW, 317): wanneer het mag, en hoe de gemeente antwoordt.

  @C32 @OP274 @OP344 @IV097
  Abstract Scenario: C32 Elk product van een verzoek om toewijzing krijgt zijn eigen antwoord: het tweede afgewezen met reden <reden>
    Gegeven P1 werkt ook met noaber
    Als P1 een verzoek om toewijzing (315) stuurt
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 07A12   | 3 uur per week | 01-07-2026 | 31-12-2026 |
      | VOT-2      | 02A03   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Dan krijgt P1 een akkoord (316)
    En staan bij G1 deze verzoeken
      | referentie | stand          | uiterlijk  |
      | VOT-1      | in behandeling | 23-03-2026 |
      | VOT-2      | in behandeling | 23-03-2026 |
    Als G1 besluit verzoek VOT-1 toe te wijzen
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | product | omvang         | van        | tot en met | referentie |
      | T1         | 07A12   | 3 uur per week | 01-07-2026 | 31-12-2026 | VOT-1      |
    En is P1 daarmee akkoord (302)
    En staan bij P1 deze verzoeken
      | referentie | stand          |
      | VOT-1      | gehonoreerd    |
      | VOT-2      | in behandeling |
    Als G1 besluit verzoek VOT-2 af te wijzen met reden <reden>
    Dan stuurt G1 aan P1 een 319: VOT-2 afgewezen met reden <reden> (<betekenis>)
    En is P1 akkoord met dat 319 (320)
    En staan bij G1 deze verzoeken
      | referentie | stand       | uiterlijk |
      | VOT-1      | gehonoreerd |           |
      | VOT-2      | afgewezen   |           |
    En staan bij P1 deze verzoeken
      | referentie | stand       |
      | VOT-1      | gehonoreerd |
      | VOT-2      | afgewezen   |

    Voorbeelden:
      | reden | betekenis                |
      | 4     | past niet binnen contract |
      | 3     | geen contract            |

  @C33 @TR374 @OP350
  Scenario: C33 Zolang een verzoek half is beantwoord, mag er bij die cliënt geen tweede
    Gegeven P1 heeft een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 07A12   | 3 uur per week | 01-07-2026 | 31-12-2026 |
      | VOT-2      | 02A03   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    En G1 heeft verzoek VOT-2 afgewezen met reden 4
    Als P1 een verzoek om toewijzing (315) stuurt
      | referentie | product | omvang         | van        | tot en met |
      | VOT-3      | 02A03   | 1 uur per week | 01-01-2027 | 30-06-2027 |
    Dan krijgt P1 een afkeuring (316) in de kop: 9374 (er is al een verzoek in behandeling)
    En staan bij G1 deze verzoeken
      | referentie | stand          |
      | VOT-1      | in behandeling |
      | VOT-2      | afgewezen      |
    Als P2 een verzoek om toewijzing (315) stuurt
      | referentie | product | omvang         | van        | tot en met |
      | VOT-3      | 02A03   | 1 uur per week | 01-01-2027 | 30-06-2027 |
    Dan krijgt P2 een akkoord (316)
    Als P1 een verzoek om toewijzing (315) stuurt, voor cliënt B2
      | referentie | product | omvang         | van        | tot en met |
      | VOT-4      | 02A03   | 1 uur per week | 01-07-2026 | 31-12-2026 |
    Dan krijgt P1 een akkoord (316)

  @C34 @TR374 @OP350
  Scenario: C34 Een open verzoek om toewijzing houdt ook een verzoek om wijziging tegen
    Gegeven toewijzing T1
    En P1 heeft een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 02A03   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Als P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat     | toewijzing | omvang         | vanaf      | tot en met |
      | wijzigt | T1         | 5 uur per week | 01-04-2026 | 30-06-2026 |
    Dan krijgt P1 een afkeuring (318) in de kop: 9374 (er is al een verzoek in behandeling)

  @C35 @TR381 @OP286 @TR347
  Scenario: C35 Een afgekeurd verzoek geldt als niet verzonden en mag verbeterd opnieuw
    Als P1 een verzoek om toewijzing (315) stuurt
      | referentie | product         | omvang         | van        | tot en met |
      | VOT-1      | 07 met code 99X99 | 3 uur per week | 01-04-2026 | 31-12-2026 |
    Dan krijgt P1 een afkeuring (316) bij product 1: S329 (productcode onbekend)
    En staat bij G1 geen enkel verzoek
    Als P1 een verzoek om toewijzing (315) stuurt
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 07A12   | 3 uur per week | 01-04-2026 | 31-12-2026 |
    Dan krijgt P1 een akkoord (316)
    En staan bij G1 deze verzoeken
      | referentie | stand          |
      | VOT-1      | in behandeling |

  @C36 @TR360 @TR365
  Scenario: C36 In onderzoek kan één keer, afwijzen ook
    Gegeven P1 werkt ook met noaber
    En P1 heeft een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 07A12   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Als G1 besluit verzoek VOT-1 in onderzoek te nemen
    Dan stuurt G1 aan P1 een 319: VOT-1 in onderzoek
    En is P1 akkoord met dat 319 (320)
    Als G1 besluit verzoek VOT-1 in onderzoek te nemen
    Dan weigert noaber dat: "in onderzoek mag één keer" (TR360)
    Als G1 aan P1 op verzoek VOT-1 antwoordt (319): in onderzoek
    Dan krijgt G1 een afkeuring (320) bij antwoord: 9360 (verzoek is al in onderzoek)
    Als G1 besluit verzoek VOT-1 af te wijzen met reden 7
    Dan stuurt G1 aan P1 een 319: VOT-1 afgewezen met reden 7 (zorginhoudelijke afkeur)
    En is P1 akkoord met dat 319 (320)
    Als G1 besluit verzoek VOT-1 af te wijzen met reden 7
    Dan weigert noaber dat: "het verzoek is al afgewezen" (TR365)
    Als G1 aan P1 op verzoek VOT-1 antwoordt (319): afgewezen met reden 7
    Dan krijgt G1 een afkeuring (320) bij antwoord: 9365 (verzoek is al afgewezen)
    En staan bij P1 deze verzoeken
      | referentie | stand     |
      | VOT-1      | afgewezen |

  @C37 @TR359
  Scenario: C37 Na de toewijzing komt er geen antwoord meer op het verzoek
    Gegeven P1 werkt ook met noaber
    En P1 heeft een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 07A12   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Als G1 besluit verzoek VOT-1 toe te wijzen
    Dan is P1 daarmee akkoord (302)
    Als G1 aan P1 op verzoek VOT-1 antwoordt (319): afgewezen met reden 7
    Dan krijgt G1 een afkeuring (320) bij antwoord: 9359 (verzoek is al gehonoreerd)
    En staan bij P1 deze verzoeken
      | referentie | stand       |
      | VOT-1      | gehonoreerd |

  @C38 @TR355
  Scenario: C38 Een antwoord noemt een verzoek dat is gestuurd
    Gegeven P1 werkt ook met noaber
    Als G1 aan P1 op verzoek VOT-9 antwoordt (319): in onderzoek
    Dan krijgt G1 een afkeuring (320) bij antwoord: 9355 (verzoek onbekend)
    Als G1 besluit verzoek VOT-9 in onderzoek te nemen
    Dan weigert noaber dat: "Er is geen verzoek met deze referentie van deze aanbieder" (TR355)

  @C39 @CD085 @CD086
  Abstract Scenario: C39 Alleen een afwijzing heeft een reden: <antwoord>
    Gegeven P1 werkt ook met noaber
    En P1 heeft een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 07A12   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Als G1 aan P1 op verzoek VOT-1 antwoordt (319): <antwoord>
    Dan krijgt G1 een afkeuring (320) in de kop: 0001 (technische regel), namelijk <regel>
    En staan bij P1 deze verzoeken
      | referentie | stand          |
      | VOT-1      | in behandeling |

    Voorbeelden:
      | antwoord                  | regel |
      | afgewezen                 | CD085 |
      | in onderzoek met reden 4  | CD086 |

  @C40 @TR377 @TR409 @OP359 @IV095
  Abstract Scenario: C40 Bij het woonplaatsbeginsel (reden 8) hoort de gemeente, en alleen daar: <antwoord>
    Gegeven het gaat om de Jeugdwet
    En P1 werkt ook met noaber
    En P1 heeft een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 45A04   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Als G1 aan P1 op verzoek VOT-1 antwoordt (319): <antwoord>
    Dan krijgt G1 een afkeuring (320) in de kop: 0001 (technische regel), namelijk <regel>
    Als G1 besluit verzoek VOT-1 <besluit>
    Dan weigert noaber dat: "<waarom>" (<eigen regel>)

    Voorbeelden:
      | antwoord                                | regel | besluit                                   | waarom                                                             | eigen regel |
      | afgewezen met reden 8                   | TR377 | af te wijzen met reden 8                  | De verantwoordelijke gemeente hoort bij reden 8                    | TR377       |
      | afgewezen met reden 5 en gemeente 0014  | TR409 | af te wijzen met reden 7 en gemeente 0014 | De verantwoordelijke gemeente hoort bij reden 8                    | TR409       |

  @C40 @TR377 @OP359 @IV095
  Scenario: C40 Met de gemeente erbij is de afwijzing op woonplaats goed
    Gegeven het gaat om de Jeugdwet
    En P1 werkt ook met noaber
    En P1 heeft een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 45A04   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Als G1 besluit verzoek VOT-1 af te wijzen met reden 8 en gemeente 0014
    Dan stuurt G1 aan P1 een 319: VOT-1 afgewezen met reden 8 (woonplaatsbeginsel), gemeente 0014
    En is P1 akkoord met dat 319 (320)

  @C40 @TR377 @IV095
  Scenario: C40 De Wmo kent geen woonplaatsbeginsel in dit bericht
    Gegeven P1 werkt ook met noaber
    En P1 heeft een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 07A12   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Als G1 aan P1 op verzoek VOT-1 in een WMO319 toch gemeente 0014 noemt
    Dan komt er geen antwoord, want het bericht past niet in het schema

  @C41 @TR347 @OP361
  Scenario: C41 Een referentie gebruikt een aanbieder één keer per wet
    Gegeven toewijzing T1
    En P1 heeft op 12 januari 2023 een verzoek om toewijzing (315) gestuurd, voor cliënt B2
      | referentie | product | omvang         | van        | tot en met |
      | REF        | 02A03   | 3 uur per week | 01-02-2023 | 31-12-2023 |
    En G1 heeft op 16 januari 2023 verzoek REF afgewezen met reden 7
    Als P1 een verzoek om toewijzing (315) stuurt
      | referentie | product | omvang         | van        | tot en met |
      | REF        | 02A03   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Dan krijgt P1 een afkeuring (316) bij product 1: 9347 (referentie al gebruikt)
    Als P1 verzoek om wijziging REF (317) stuurt
      | wat     | toewijzing | omvang         | vanaf      | tot en met |
      | wijzigt | T1         | 5 uur per week | 01-04-2026 | 30-06-2026 |
    Dan krijgt P1 een afkeuring (318) bij verzoek: 9347 (referentie al gebruikt)
    Als P2 een verzoek om toewijzing (315) stuurt
      | referentie | product | omvang         | van        | tot en met |
      | REF        | 02A03   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Dan krijgt P2 een akkoord (316)
    Als P1 een verzoek om toewijzing (315) stuurt, onder de Jeugdwet
      | referentie | product | omvang         | van        | tot en met |
      | REF        | 45A04   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Dan krijgt P1 een akkoord (316)

  @C42 @OP307 @OP259
  Abstract Scenario: C42 Wat al is toegewezen, wordt op inhoud afgewezen (reden <reden>) en niet met een retourcode
    Gegeven toewijzing T1
    Als P1 een verzoek om toewijzing (315) stuurt
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 07A12   | 3 uur per week | 01-04-2026 | 30-06-2026 |
    Dan krijgt P1 een akkoord (316)
    En is er een aandachtspunt: OP307
    Als G1 besluit verzoek VOT-1 toe te wijzen
    Dan weigert noaber dat: "op dezelfde dagen" (OP259)
    Als G1 besluit verzoek VOT-1 af te wijzen met reden <reden>
    Dan stuurt G1 aan P1 een 319: VOT-1 afgewezen met reden <reden> (<betekenis>)

    Voorbeelden:
      | reden | betekenis                              |
      | 6     | stapeling                              |
      | 1     | geen wijziging, maar nieuwe aanvraag   |

  @C43 @TR349
  Abstract Scenario: C43 Een verzoek om wijziging noemt elke lopende toewijzing: T2 <T2>
    Gegeven deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | 02A03   | 3 uur per week | <van>      | <tot>      |
    Als P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat     | toewijzing | omvang         | vanaf      | tot en met |
      | wijzigt | T1         | 5 uur per week | 01-04-2026 | 30-06-2026 |
    Dan krijgt P1 een <antwoord>

    Voorbeelden:
      | T2                          | van        | tot        | antwoord                                                                  |
      | loopt ook                   | 01-01-2026 | 30-06-2026 | afkeuring (318) bij verzoek: 9349 (een lopende toewijzing ontbreekt)      |
      | eindigde gisteren           | 01-01-2026 | 15-03-2026 | akkoord (318)                                                             |
      | gaat volgende maand in      | 01-04-2026 | 30-06-2026 | afkeuring (318) bij verzoek: 9349 (een lopende toewijzing ontbreekt)      |

  @C43 @TR349
  Scenario: C43 Een verwijderde toewijzing hoeft er niet bij
    Gegeven deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | 02A03   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Als G1 besluit T2 te verwijderen
    En P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat     | toewijzing | omvang         | vanaf      | tot en met |
      | wijzigt | T1         | 5 uur per week | 01-04-2026 | 30-06-2026 |
    Dan krijgt P1 een akkoord (318)

  @C44 @TR350 @TR351 @OP306 @OP308
  Scenario: C44 Een verzoek om wijziging noemt alleen lopende toewijzingen
    Gegeven deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
      | T2         | 02A03   | 3 uur per week | 01-01-2026 | 28-02-2026 |
    Als P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat     | toewijzing | omvang         | vanaf      | tot en met |
      | wijzigt | T1         | 5 uur per week | 01-04-2026 | 30-06-2026 |
      | blijft  | T2         |                |            |            |
    Dan krijgt P1 een afkeuring (318) bij ongewijzigd 1: 9350 (ongewijzigde toewijzing loopt niet)
    Als P1 verzoek om wijziging VOW-2 (317) stuurt
      | wat     | toewijzing | omvang         | vanaf      | tot en met |
      | blijft  | T1         |                |            |            |
      | wijzigt | onbekend   | 5 uur per week | 01-04-2026 | 30-06-2026 |
    Dan krijgt P1 een afkeuring (318) bij te wijzigen 1: 9351 (te wijzigen toewijzing loopt niet)
    En staat bij G1 geen enkel verzoek

  @C45 @TR357
  Abstract Scenario: C45 Een wijziging ligt in de toekomst of geldt voor de hele toewijzing: <vanaf>
    Gegeven toewijzing T1
    Als P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat     | toewijzing | omvang         | vanaf   | tot en met |
      | wijzigt | T1         | 5 uur per week | <vanaf> | 30-06-2026 |
    Dan krijgt P1 een <antwoord>

    Voorbeelden:
      | vanaf      | antwoord                                                                 |
      | 16-03-2026 | afkeuring (318) bij te wijzigen 1: 9357 (gewenste ingangsdatum kan niet) |
      | 01-01-2026 | akkoord (318)                                                            |
      | 17-03-2026 | akkoord (318)                                                            |

  @C46 @TR373
  Abstract Scenario: C46 Een totaal of budget wijzigt vanaf het begin: <nieuw> vanaf <vanaf>
    Gegeven deze toewijzingen
      | toewijzing | product   | omvang   | budget   | van        | tot en met |
      | T1         | <product> | <omvang> | <budget> | 01-01-2026 | 30-06-2026 |
    Als P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat     | toewijzing | omvang       | budget        | vanaf   | tot en met |
      | wijzigt | T1         | <meer omvang> | <meer budget> | <vanaf> | 30-06-2026 |
    Dan krijgt P1 een <antwoord>

    Voorbeelden:
      | nieuw        | product      | omvang            | budget   | meer omvang       | meer budget | vanaf      | antwoord                                                                                |
      | 6.000,00     | categorie 07 |                   | 5.000,00 |                   | 6.000,00    | 01-04-2026 | afkeuring (318) bij te wijzigen 1: 9373 (totaal wijzigt alleen vanaf het begin)          |
      | 120 uur      | 07A12        | 100 uur in totaal |          | 120 uur in totaal |             | 01-04-2026 | afkeuring (318) bij te wijzigen 1: 9373 (totaal wijzigt alleen vanaf het begin)          |
      | 120 uur      | 07A12        | 100 uur in totaal |          | 120 uur in totaal |             | 01-01-2026 | akkoord (318)                                                                           |

  @C47 @TR375 @TR411 @TR412
  Abstract Scenario: C47 De gevraagde omvang past bij het product: <product> met <omvang>
    Gegeven deze toewijzingen
      | toewijzing | product   | omvang       | budget   | van        | tot en met |
      | T1         | <product> | <was omvang> | <budget> | 01-01-2026 | 30-06-2026 |
    Als P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat     | toewijzing | omvang   | vanaf      | tot en met |
      | wijzigt | T1         | <omvang> | 01-04-2026 | 31-12-2026 |
    Dan krijgt P1 een afkeuring (318) bij te wijzigen 1: <codes>

    Voorbeelden:
      | product      | was omvang     | budget   | omvang         | codes                                                        |
      | 07A12        | 3 uur per week |          | geen           | 9411 (omvang ontbreekt)                                      |
      | categorie 07 | geen           |          | 5 uur per week | 9412 (omvang mag hier niet)                                  |
      | geen         | geen           | 5.000,00 | 5 uur per week | 9375 (omvang of budget past niet) en 9412 (omvang mag hier niet) |

  @C48 @TR361 @OP347
  Abstract Scenario: C48 Wat gevraagd wordt, overlapt niet: nieuw vanaf <vanaf>
    Gegeven toewijzing T1
    Als P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat     | toewijzing | product | omvang         | vanaf      | tot en met |
      | wijzigt | T1         |         | 3 uur per week | 01-04-2026 | 31-12-2026 |
      | nieuw   |            | 07A12   | 3 uur per week | <vanaf>    | 31-12-2027 |
    Dan krijgt P1 een <antwoord>

    Voorbeelden:
      | vanaf      | antwoord                                                             |
      | 01-10-2026 | afkeuring (318) bij verzoek: 9361 (gevraagde producten overlappen)   |
      | 01-01-2027 | akkoord (318)                                                        |

  @C49 @TR380
  Scenario: C49 Een nieuw product begint na de Dagtekening
    Gegeven toewijzing T1
    Als P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat    | toewijzing | product | omvang         | vanaf      | tot en met |
      | wijzigt | T1        |         | 5 uur per week | 01-04-2026 | 30-06-2026 |
      | nieuw  |            | 02A03   | 3 uur per week | 16-03-2026 | 31-12-2026 |
    Dan krijgt P1 een afkeuring (318) in de kop: 0001 (technische regel), namelijk TR380

  @C50 @TR352 @TR353
  Scenario: C50 Een verzoek om wijziging wijzigt iets dat loopt
    Gegeven toewijzing T1
    Als P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat    | toewijzing |
      | blijft | T1         |
    Dan krijgt P1 een afkeuring (318) in de kop: 0001 (technische regel), namelijk TR353
    Als P1 verzoek om wijziging VOW-2 (317) stuurt
      | wat   | product | omvang         | vanaf      | tot en met |
      | nieuw | 02A03   | 3 uur per week | 01-04-2026 | 31-12-2026 |
    Dan krijgt P1 een afkeuring (318) in de kop: 0001 (technische regel), namelijk TR352

  @C51 @OP346 @OP348 @IV093 @IV097
  Scenario: C51 Een verzoek om wijziging van begin tot eind (casus 13)
    Gegeven het gaat om de Jeugdwet
    En P1 werkt ook met noaber
    En het contract met P1 kent ook
      | product | eenheid | tarief |
      | 44A09   | etmaal  | 30,00  |
    En het is 1 februari 2021
    En deze toewijzingen
      | toewijzing | product | omvang               | van        | tot en met |
      | T1         | 45A04   | 3 uur per week       | 01-01-2021 | 31-12-2021 |
      | T2         | 44A09   | 365 etmaal in totaal | 01-01-2021 | 31-12-2021 |
    En P1 heeft op T1 een start gemeld per 4 januari 2021
    Als P1 verzoek om wijziging VOW-1 (317) stuurt
      | wat     | toewijzing | omvang         | vanaf      | tot en met |
      | wijzigt | T1         | 5 uur per week | 20-02-2021 | 31-12-2021 |
      | blijft  | T2         |                |            |            |
    Dan krijgt P1 een akkoord (318)
    En staan bij G1 deze verzoeken
      | referentie | stand          | uiterlijk  |
      | VOW-1      | in behandeling | 08-02-2021 |
    Als G1 op 5 februari 2021 besluit verzoek VOW-1 in onderzoek te nemen
    Dan stuurt G1 aan P1 een 319: VOW-1 in onderzoek
    En is P1 akkoord met dat 319 (320)
    En staan bij G1 deze verzoeken
      | referentie | stand        | uiterlijk  |
      | VOW-1      | in onderzoek | 29-03-2021 |
    Als G1 op 10 februari 2021 besluit verzoek VOW-1 toe te wijzen
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | product | omvang               | van        | tot en met | reden | referentie |
      | T1         | 45A04   | 3 uur per week       | 01-01-2021 | 19-02-2021 | 12    | VOW-1      |
      | T2         | 44A09   | 365 etmaal in totaal | 01-01-2021 | 31-12-2021 |       | VOW-1      |
      | T3         | 45A04   | 5 uur per week       | 20-02-2021 | 31-12-2021 |       | VOW-1      |
    En is P1 daarmee akkoord (302)
    En staan bij P1 deze verzoeken
      | referentie | stand       |
      | VOW-1      | gehonoreerd |
    Als P1 op 22 februari 2021 de levering op T1 vanaf 4 januari 2021 stopt per 19 februari 2021 met reden 37
    Dan krijgt P1 een akkoord (308)
    Als P1 op 22 februari 2021 op T3 een start meldt per 20 februari 2021
    Dan krijgt P1 een akkoord (306)

  @C52 @IV093 @OP348
  Scenario: C52 Wat gevraagd is, wordt precies zo toegewezen
    Gegeven P1 werkt ook met noaber
    En het is 30 mei 2023
    En deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 02A03   | 3 uur per week | 01-01-2023 | 31-12-2023 |
      | T2         | 07A12   | 3 uur per week | 01-01-2023 | 31-12-2023 |
    En P1 heeft verzoek om wijziging VOW-1 (317) gestuurd
      | wat     | toewijzing | omvang         | vanaf      | tot en met |
      | wijzigt | T1         | 3 uur per week | 12-06-2023 | 30-06-2024 |
      | wijzigt | T2         | 6 uur per week | 12-06-2023 | 31-12-2023 |
    Als G1 op 2 juni 2023 besluit verzoek VOW-1 toe te wijzen
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | omvang         | van        | tot en met | reden | referentie |
      | T1         | 3 uur per week | 01-01-2023 | 30-06-2024 | 12    | VOW-1      |
      | T2         | 3 uur per week | 01-01-2023 | 11-06-2023 | 12    | VOW-1      |
      | T3         | 6 uur per week | 12-06-2023 | 31-12-2023 |       | VOW-1      |
    En is P1 daarmee akkoord (302)

  @C53 @IV093
  Abstract Scenario: C53 Is de gewenste dag voorbij, dan spreken partijen eerst af hoe het gaat: <afspraak>
    Gegeven P1 werkt ook met noaber
    En het is 30 mei 2023
    En deze toewijzingen
      | toewijzing | product | omvang         | van        | tot en met |
      | T1         | 02A03   | 3 uur per week | 01-01-2023 | 31-12-2023 |
      | T2         | 07A12   | 3 uur per week | 01-01-2023 | 31-12-2023 |
    En P1 heeft verzoek om wijziging VOW-1 (317) gestuurd
      | wat     | toewijzing | omvang         | vanaf      | tot en met |
      | wijzigt | T1         | 3 uur per week | 12-06-2023 | 30-06-2024 |
      | wijzigt | T2         | 6 uur per week | 12-06-2023 | 31-12-2023 |
    Als G1 op 20 juni 2023 besluit verzoek VOW-1 toe te wijzen
    Dan weigert noaber dat: "De gewenste datum 12-06-2023 is voorbij" (IV093)
    Als G1 op 20 juni 2023 besluit verzoek VOW-1 toe te wijzen, zoals gevraagd, in overleg met P1
    Dan weigert noaber dat: "kan alleen in overeenstemming met de aanbieder" (IV093)
    Als G1 op 20 juni 2023 besluit verzoek VOW-1 toe te wijzen, <afspraak>, in overeenstemming met P1
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | omvang         | van          | tot en met  | reden | referentie |
      | T1         | 3 uur per week | 01-01-2023   | 30-06-2024  | 12    | VOW-1      |
      | T2         | 3 uur per week | 01-01-2023   | <oud eindigt> | 12  | VOW-1      |
      | T3         | 6 uur per week | <nieuw begint> | 31-12-2023 |      | VOW-1      |
    En is P1 daarmee akkoord (302)

    Voorbeelden:
      | afspraak          | oud eindigt | nieuw begint |
      | vanaf het besluit | 20-06-2023  | 21-06-2023   |
      | zoals gevraagd    | 11-06-2023  | 12-06-2023   |

  @C54 @OP274 @OP359
  Scenario: C54 Stilte na een verzoek komt op een lijst, en in onderzoek geeft acht weken
    Gegeven het gaat om de Jeugdwet
    En P1 heeft op 17 maart 2026 een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 45A04   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Dan staan bij G1 deze verzoeken
      | referentie | stand          | uiterlijk  |
      | VOT-1      | in behandeling | 24-03-2026 |
    Als noaber op 24 maart 2026 de termijnen bewaakt
    Dan zijn er geen signalen
    Als noaber op 25 maart 2026 de termijnen bewaakt
    Dan is er een signaal: "had uiterlijk 24-03-2026 een antwoord moeten gaan"
    Als G1 op 25 maart 2026 besluit verzoek VOT-1 in onderzoek te nemen
    Dan staan bij G1 deze verzoeken
      | referentie | stand        | uiterlijk  |
      | VOT-1      | in onderzoek | 12-05-2026 |
    Als G1 op 11 mei 2026 besluit verzoek VOT-1 af te wijzen met reden 7
    Dan staan bij G1 deze verzoeken
      | referentie | stand     | uiterlijk |
      | VOT-1      | afgewezen |           |

  @C54 @OP359
  Scenario: C54 Gaat het om de woonplaats, dan zijn het 14 dagen na ontvangst en geen acht weken
    Gegeven het gaat om de Jeugdwet
    En P1 heeft op 17 maart 2026 een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 45A04   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Als G1 op 24 maart 2026 besluit verzoek VOT-1 in onderzoek te nemen vanwege de woonplaats
    Dan stuurt G1 aan P1 een 319: VOT-1 in onderzoek
    En staan bij G1 deze verzoeken
      | referentie | stand        | uiterlijk  |
      | VOT-1      | in onderzoek | 31-03-2026 |

  @C55 @IV094 @OP344
  Abstract Scenario: C55 De gemeente mag anders toewijzen dan gevraagd, <hoe>
    Gegeven P1 werkt ook met noaber
    En P1 heeft een verzoek om toewijzing (315) gestuurd
      | referentie | product | omvang         | van        | tot en met |
      | VOT-1      | 07A12   | 3 uur per week | 01-07-2026 | 31-12-2026 |
    Als G1 besluit verzoek VOT-1 toe te wijzen met 2 uur per week, <hoe>
    Dan stuurt G1 aan P1 een 301 met
      | toewijzing | omvang         | van        | tot en met | reden | referentie |
      | T1         | 2 uur per week | 01-07-2026 | 31-12-2026 |       | VOT-1      |
    En is P1 daarmee akkoord (302)
    En <aandachtspunten>

    Voorbeelden:
      | hoe               | aandachtspunten                |
      | in overleg met P1 | zijn er geen aandachtspunten   |
      | zonder overleg    | is er een aandachtspunt: IV094 |
