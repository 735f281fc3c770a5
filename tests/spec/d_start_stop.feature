# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
# language: nl
Functionaliteit: D. Start en stop
  Wat de aanbieder meldt als de hulp begint (305) of eindigt (307), en wat daarna loopt.

  @D56 @TR326 @OP289
  Abstract Scenario: D56 Een tweede start kan pas na een stop, ook na een <soort> stop (reden <reden>)
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    Als P1 op T1 een start meldt per 2 februari 2026
    Dan krijgt P1 een afkeuring (306) bij start 1: 9326 (er loopt al een levering)
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per 30 januari 2026 met reden <reden>
    Dan krijgt P1 een akkoord (308)
    Als P1 op T1 een start meldt per 2 februari 2026
    Dan krijgt P1 een akkoord (306)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde      | reden   |
      | T1         | 05-01-2026 | 30-01-2026 | <reden> |
      | T1         | 02-02-2026 | loopt      |         |

    Voorbeelden:
      | soort       | reden |
      | tijdelijke  | 20    |
      | definitieve | 19    |

  @D57 @TR074 @TR326
  Scenario: D57 Dezelfde start wordt niet twee keer gemeld
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    Als P1 op T1 een start meldt per 5 januari 2026
    Dan krijgt P1 een afkeuring (306) bij start 1: 9074 (al gemeld) en 9326 (er loopt al een levering)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 05-01-2026 | loopt |

  @D58 @TR019
  Scenario: D58 Een start hoort bij een toewijzing van deze cliënt
    Gegeven deze toewijzingen
      | toewijzing | cliënt | product | omvang         | van        | tot en met |
      | T1         | B2     | 07A12   | 3 uur per week | 01-01-2026 | 30-06-2026 |
    Als P1 op T1 een start meldt per 12 maart 2026, voor cliënt B1
    Dan krijgt P1 een afkeuring (306) bij start 1: 9019 (toewijzing onbekend)
    En staat bij G1 geen enkele levering

  @D58 @TR019 @IV096
  Scenario: D58 Wat taakgericht is ingekocht, start zonder toewijzing
    Gegeven het contract met P1 kent ook
      | product | eenheid | tarief      |
      | 10A05   | uur     | taakgericht |
    Als P1 een startbericht (305) stuurt
      | toewijzing | product | begindatum    |
      | geen       | 10A05   | 12 maart 2026 |
    Dan krijgt P1 een akkoord (306)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | geen       | 12-03-2026 | loopt |
    Als P1 een startbericht (305) stuurt
      | toewijzing | product | begindatum    |
      | geen       | 07A12   | 12 maart 2026 |
    Dan krijgt P1 een afkeuring (306) bij start 1: 9019 (toewijzing onbekend)

  @D59 @TR063 @TR071
  Scenario: D59 Alleen wat gemeld is, wordt verwijderd; een stop gaat er eerst af
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    En P1 heeft de levering op T1 vanaf 5 januari 2026 gestopt per 20 februari 2026 met reden 20
    Als P1 een startbericht (305) stuurt
      | soort       | toewijzing | begindatum     |
      | verwijderen | T1         | 6 januari 2026 |
    Dan krijgt P1 een afkeuring (306) bij start 1: 9063 (melding onbekend)
    Als P1 een startbericht (305) stuurt
      | soort       | toewijzing | begindatum     |
      | verwijderen | T1         | 5 januari 2026 |
    Dan krijgt P1 een afkeuring (306) bij start 1: 9071 (op deze start is een stop gemeld)
    Als P1 een stopbericht (307) stuurt
      | soort       | toewijzing | begindatum     | einddatum        | reden |
      | verwijderen | T1         | 5 januari 2026 | 20 februari 2026 | 20    |
    Dan krijgt P1 een akkoord (308)
    Als P1 een startbericht (305) stuurt
      | soort       | toewijzing | begindatum     |
      | verwijderen | T1         | 5 januari 2026 |
    Dan krijgt P1 een akkoord (306)
    En staat bij G1 geen enkele levering

  @D60 @OP033 @IV008 @TR101
  Scenario: D60 Een verkeerde startdatum wordt in één bericht verbeterd
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    Als P1 een startbericht (305) stuurt
      | soort       | toewijzing | begindatum     |
      | verwijderen | T1         | 5 januari 2026 |
      | nieuw       | T1         | 7 januari 2026 |
    Dan krijgt P1 een akkoord (306)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 07-01-2026 | loopt |
    Als P1 een startbericht (305) stuurt
      | soort       | toewijzing | begindatum     | ingangsdatum toewijzing |
      | verwijderen | T1         | 7 januari 2026 |                         |
      | nieuw       | T1         | 7 januari 2026 | 1 januari 2026          |
    Dan krijgt P1 een afkeuring (306) in de kop: 0001 (technische regel), namelijk TR101
    Als P1 een startbericht (305) stuurt
      | soort       | toewijzing | begindatum     |
      | verwijderen | T1         | 7 januari 2026 |
    Dan krijgt P1 een akkoord (306)
    Als P1 een startbericht (305) stuurt
      | soort | toewijzing | begindatum     | ingangsdatum toewijzing |
      | nieuw | T1         | 7 januari 2026 | 1 januari 2026          |
    Dan krijgt P1 een akkoord (306)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 07-01-2026 | loopt |

  @D61 @TR382 @OP072
  Scenario: D61 Een stop noemt de start waar hij bij hoort
    Gegeven toewijzing T1
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per 27 februari 2026 met reden 19
    Dan krijgt P1 een afkeuring (308) bij stop 1: 9069 (geen start bij deze stop)
    Als P1 op T1 een start meldt per 5 januari 2026
    Dan krijgt P1 een akkoord (306)
    Als P1 de levering op T1 vanaf 6 januari 2026 stopt per 27 februari 2026 met reden 19
    Dan krijgt P1 een afkeuring (308) bij stop 1: 9069 (geen start bij deze stop)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 05-01-2026 | loopt |

  @D62 @TR414
  Abstract Scenario: D62 Na een tijdelijke stop ligt de definitieve niet eerder: <einde>
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    En P1 heeft de levering op T1 vanaf 5 januari 2026 gestopt per 20 februari 2026 met reden 20
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per <einde> met reden 23
    Dan krijgt P1 een <antwoord>

    Voorbeelden:
      | einde            | antwoord                                                                       |
      | 20 februari 2026 | akkoord (308)                                                                  |
      | 1 maart 2026     | akkoord (308)                                                                  |
      | 19 februari 2026 | afkeuring (308) bij stop 1: 9414 (einddatum ligt voor de tijdelijke stop)      |

  @D63 @TR413 @TR415 @OP377 @OP378
  Scenario: D63 Per start één tijdelijke en één definitieve stop
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    En P1 heeft de levering op T1 vanaf 5 januari 2026 gestopt per 20 februari 2026 met reden 20
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per 27 februari 2026 met reden 20
    Dan krijgt P1 een afkeuring (308) bij stop 1: 9413 (al tijdelijk gestopt)
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per 27 februari 2026 met reden 19
    Dan krijgt P1 een akkoord (308)
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per 6 maart 2026 met reden 22
    Dan krijgt P1 een afkeuring (308) bij stop 1: 9415 (al definitief gestopt)
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per 6 maart 2026 met reden 20
    Dan krijgt P1 een afkeuring (308) bij stop 1: 9415 (al definitief gestopt)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde      | reden |
      | T1         | 05-01-2026 | 20-02-2026 | 20    |
      | T1         | 05-01-2026 | 27-02-2026 | 19    |

  @D64 @OP033
  Scenario: D64 De reden van een stop wordt in één bericht verbeterd (casus 4)
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    En P1 heeft de levering op T1 vanaf 5 januari 2026 gestopt per 20 februari 2026 met reden 22
    Als P1 een stopbericht (307) stuurt
      | soort       | toewijzing | begindatum     | einddatum        | reden |
      | verwijderen | T1         | 5 januari 2026 | 20 februari 2026 | 22    |
      | nieuw       | T1         | 5 januari 2026 | 20 februari 2026 | 19    |
    Dan krijgt P1 een akkoord (308)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde      | reden |
      | T1         | 05-01-2026 | 20-02-2026 | 19    |

  @D65 @OP033
  Scenario: D65 Een tijdelijke stop wordt in één bericht definitief (casus 5)
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    En P1 heeft de levering op T1 vanaf 5 januari 2026 gestopt per 20 februari 2026 met reden 20
    Als P1 een stopbericht (307) stuurt
      | soort       | toewijzing | begindatum     | einddatum        | reden |
      | verwijderen | T1         | 5 januari 2026 | 20 februari 2026 | 20    |
      | nieuw       | T1         | 5 januari 2026 | 20 februari 2026 | 23    |
    Dan krijgt P1 een akkoord (308)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde      | reden |
      | T1         | 05-01-2026 | 20-02-2026 | 23    |

  @D66 @OP033
  Scenario: D66 Verwijderen gaat voor, ook als het achteraan in het bericht staat
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    En P1 heeft de levering op T1 vanaf 5 januari 2026 gestopt per 20 februari 2026 met reden 20
    Als P1 een stopbericht (307) stuurt
      | soort       | toewijzing | begindatum     | einddatum        | reden |
      | nieuw       | T1         | 5 januari 2026 | 20 februari 2026 | 23    |
      | verwijderen | T1         | 5 januari 2026 | 20 februari 2026 | 20    |
    Dan krijgt P1 een akkoord (308)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde      | reden |
      | T1         | 05-01-2026 | 20-02-2026 | 23    |

  @D67 @IV032
  Abstract Scenario: D67 Elke wet heeft haar eigen redenen: <reden> bestaat niet in de <wet>
    Gegeven het gaat om de <wet>
    En toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    Als P1 op T1 een stopbericht stuurt met de reden <reden> van de andere wet
    Dan komt er geen antwoord, want het bericht past niet in het schema
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 05-01-2026 | loopt |

    Voorbeelden:
      | wet      | reden |
      | Jeugdwet | 19    |
      | Wmo      | 32    |

  @D68 @TR018 @TR134
  Abstract Scenario: D68 Een stop ligt tussen de start en de Dagtekening: <einde>
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per <einde> met reden 19
    Dan krijgt P1 een afkeuring (308) in de kop: 0001 (technische regel), namelijk <regel>
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 05-01-2026 | loopt |

    Voorbeelden:
      | einde          | regel |
      | 4 januari 2026 | TR018 |
      | 17 maart 2026  | TR134 |

  @D69 @CS058 @OP033x2
  Scenario: D69 Een melding is nieuw of wordt verwijderd; iets ertussenin bestaat niet
    Gegeven toewijzing T1
    Als P1 een startbericht (305) stuurt
      | soort     | toewijzing | begindatum    |
      | gewijzigd | T1         | 12 maart 2026 |
    Dan krijgt P1 een afkeuring (306) in de kop: 0001 (technische regel), namelijk CS058
    En staat bij G1 geen enkele levering

  @D70 @IV075
  Abstract Scenario: D70 Een start met een ander product dan toegewezen: aangenomen, met een waarschuwing als er een code bij staat
    Gegeven het gaat om de Jeugdwet
    En het contract met P1 kent ook
      | product | eenheid | tarief |
      | 54A10   | uur     | 60,00  |
    En deze toewijzingen
      | toewijzing | product      | omvang | van        | tot en met |
      | T1         | categorie 54 | geen   | 01-01-2026 | 30-06-2026 |
    Als P1 een startbericht (305) stuurt
      | toewijzing | product   | begindatum    |
      | T1         | <product> | 12 maart 2026 |
    Dan krijgt P1 een akkoord (306)
    En <aandachtspunten>
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde |
      | T1         | 12-03-2026 | loopt |

    Voorbeelden:
      | product      | aandachtspunten                |
      | categorie 54 | zijn er geen aandachtspunten   |
      | 54A10        | is er een aandachtspunt: IV075 |

  @D71 @OP379
  Scenario: D71 Binnen de toewijzing kan de hulp na een definitieve stop opnieuw beginnen
    Gegeven toewijzing T1
    En P1 heeft op T1 een start gemeld per 5 januari 2026
    En P1 heeft de levering op T1 vanaf 5 januari 2026 gestopt per 27 februari 2026 met reden 19
    Als P1 op 8 april 2026 op T1 een start meldt per 7 april 2026
    Dan krijgt P1 een akkoord (306)
    En zijn er geen aandachtspunten
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde      | reden |
      | T1         | 05-01-2026 | 27-02-2026 | 19    |
      | T1         | 07-04-2026 | loopt      |       |
    En staan bij G1 deze toewijzingen
      | toewijzing | van        | tot en met | reden | versies |
      | T1         | 01-01-2026 | 30-06-2026 |       | 1       |

  @D72 @TR382 @OP080 @OP072
  Scenario: D72 Een stop die zijn start inhaalt, wordt na de start opnieuw gestuurd
    Gegeven toewijzing T1
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per 20 februari 2026 met reden 19
    Dan krijgt P1 een afkeuring (308) bij stop 1: 9069 (geen start bij deze stop)
    En staat bij G1 geen enkele levering
    Als P1 op T1 een start meldt per 5 januari 2026
    Dan krijgt P1 een akkoord (306)
    Als P1 de levering op T1 vanaf 5 januari 2026 stopt per 20 februari 2026 met reden 19
    Dan krijgt P1 een akkoord (308)
    En staan bij G1 deze leveringen
      | toewijzing | begin      | einde      | reden |
      | T1         | 05-01-2026 | 20-02-2026 | 19    |
