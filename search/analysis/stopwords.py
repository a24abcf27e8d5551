"""Words that carry no need by themselves, by language: in a text (not stemmed) and in a question (left out).

All are folded. ``ASKING`` are the words of asking itself: who, in charge, responsible, to contact, to need;
``LIGHT`` words count for less beside others.
"""

from __future__ import annotations

from typing import Final

from search.analysis.folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    "fr": _words(
        "a à afin ai ainsi alors an apres as assez au aucun aucune aussi autre autres aux avant avec avez avoir avons "
        "beaucoup bien c car ce ceci cela celle celles celui cent ces cet cette ceux chaque chez ci comme comment d "
        "dans de des deja depuis derriere des desdits deux devant dois doit doivent donc dont du dudit durant e elle "
        "elles en encore entre envers es est et etaient etait etant etc ete etes etre eu eux fait faire faites font "
        "faut fut hors ici il ils j je jusque l la laquelle ladite le ledit lequel les lesquelles lesquels leur leurs "
        "lors lorsque lui m ma mais me meme memes mes mien moi moins mon n ne ni nos notre nous on ont ou oui outre "
        "par parce parmi pas pendant peu peut peuvent peux plus plusieurs pour pourquoi pourrait pouvoir pres puis "
        "puisque qu quand que quel quelle quelles quels quelque quelques qui quoi s sa sans sauf se selon sera seront "
        "ses si sien soi soient soit son sont sous suis sur t ta tandis te tel telle telles tels tes toi ton tous "
        "tout toute toutes tres trop tu un une unes va vais vers veut veux voici voila vont vos votre "
        "voudrais vous vu y"
    ),
    "ht": _words(
        "a ak an anba ankenn ankò anko ansanm ap apre ask avan avek ave ba bagay bay bann byen ca chak coman "
        "de depi deyo dwe e en epi eske fe fek gen genyen gade gras i isit jan jis jiska jwenn k ka kap kay ke ki "
        "kibo kijan kile kiles kilès kisa kiyes kilakiles kiles kote koman konbyen konsa konsenan kont kounye kouman "
        "l la lan le li lot lotr m ma map mande mwen mouin moin n na nan nap nenpot non nou o ou oswa pa pandan pap "
        "pi pito poko poukisa pou pral pran pwal rive s sa sak se selon si sila sou swa t ta tankou tap te tou tout "
        "toutfwa toupatou w wi y ye yo yon youn yonn z zot"
    ),
    "en": _words(
        "a about after all also am an and any anyone are as at be because been before being between both but by can "
        "cannot could d did do does doing don during each either every for from further get gets getting go going had "
        "has have having he her here hers herself him his how i if im in into is it its itself just ll m may me might "
        "mine more most must my myself no nor not now of off on once one only or other our ours out over own please "
        "re s same shall she should so some someone such t than that the their theirs them then there these they "
        "this those through to too under until up us ve very was we were what when where whether which while who "
        "whom whose whos why will with within without would you your yours"
    ),
    "es": _words(
        "a acerca al algo alguien algun alguna algunas algunos ambos ante antes aquel aquella aquellas aquellos aqui "
        "asi aun aunque cada casi como con contra cual cuales cualquier cuando cuanto cuyo d da de debe deben debo "
        "del desde despues donde dos durante e el ella ellas ellos en entre era eran es esa esas ese eso esos esta "
        "estan estar estas este esto estos estoy fue fueron ha hace hacen hacer hacia han hasta hay he i la las le "
        "les lo los mas me mi mientras mis mismo muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os "
        "otra otras otro otros para pero poco por porque pueda puede pueden puedo pues que quien quienes se sea sean "
        "segun ser si sido sin sobre solo son soy su sus tal tambien tan tanto te tener tengo ti tiene tienen toda "
        "todas todo todos tras tu tus u un una unas uno unos usted ustedes va vamos van voy y ya yo"
    ),
}

ASKING: Final[dict[str, frozenset[str]]] = {
    "fr": _words(
        "adresse adresser adressent demander charge chargee chargees charges cherche chercher "
        "competent competente concernant concerne concernee connaitre contacte contacter "
        "dis demarche dire dites envoyer faudrait obtenir occupe occupent occuper quelqu "
        "referer responsable responsables responsabilite savoir sert trouver trouve "
        "trouvent voir voit aimerais souhaite souhaiterais merci bonjour sil plait svp joindre "
        "faut falloir veulent pourriez puisse devons doivent devrais devrait devez dois saurait voudrait voulons "
        "aimerait souhaitons besoin besoins pourrais savez sais sait interlocuteur"
        " importe cela celui lesquels"
    ),
    "ht": _words(
        "adrese bezwen bonjou charje chache chaj ede envlope fet jere konsene kontakte konnen moun okipe occupe okip "
        "reskonsab reskonsab responsab responsable reponsab responsabilite reskonsabilite silvouple svp tanpri "
        "vle we wè ale pale"
    ),
    "en": _words(
        "ask charge concerned contact deal deals find handle handled handles help know like look "
        "looking look looks looking manage manages managing need needs person people see send speak talk take takes "
        "tell thanks hello responsible responsibility turn want wants works responsable"
    ),
    "es": _words(
        "buscar busco competente contactar contacto corresponde debemos dirigir dirigirme "
        "dirigirse dirijo dirigo encarga encargada encargado encargados encargan encontrar encuentro favor gracias "
        "hablar hola lleva llevan maneja manejan necesita necesito ocupa ocupan persona puedo quiero responsable "
        "responsables responsabilidad saber acudir pedir"
    ),
}

LIGHT: Final[dict[str, frozenset[str]]] = {
    "fr": _words(
        "accepte acceptent accepter accompagner achever action actions activite activites actuel actuelle "
        "affaire affaires agit aider ailleurs ajouter aller ancien ancienne annee annees annonce appeler "
        "apporter arrive arrivent arriver atteindre attend attendre attends aujourd'hui aujourdhui "
        "autorise avance avancer avoir bas besoin bien bon bonne bout cadre cadres cas cause certain "
        "certaine certains change changent changer chercher chez choisir chose choses collegue collegues "
        "commence commencer complet comprendre compte compter concerne conduit connais connait connu "
        "considerer contacter content continuer contre correct cote coupe couper court courte croire croit "
        "deborde debordent debut decider dedans dehors demain demande demander demandes depose deposer "
        "derangement dernier derniere derniers descendre detail devenir different differents dirait dirige "
        "disparaitre disponible dispose disposition doit domaine donne donner dort dossier droite duree "
        "echanger ecrire effectuer effet egalement elever empeche endroit enlever ensemble entendre "
        "entrent entrer entretenir envie environ envoie envoyer espere essayer etablir etat etrange eviter "
        "exact exister explique expliquer facon faible favoriser ferme fermer finir fixe fixer fois "
        "fonctionne fonctionnent force fort frequent garantir garder gauche general genre gens gere gerer "
        "gestes grand grande grands gros heure heures hier homme hommes idee important importante installe "
        "instant interesse interesser jamais jour journee jours juste laisser lance lancer legerement lieu "
        "lire loin long longtemps longue lorsque madame maintenant maitrise majorite manque manquer marche "
        "marchent matiere matin mauvais meilleur membre mener mesure mesures mettre mieux milieu mode "
        "moins mois moment monde monsieur montrer mot moyen moyens naturel necessaire niveau niveaux nom "
        "nombreux normal normalement note noter nouveau nouveaux nouvel nouvelle nouvelles nul objet "
        "obtenu occasion operer ordinaire oublie oublier outil outils ouvert ouvre ouvrir paraitre pareil "
        "parler part partie partir passe passent passer pays peine penser perdre perdu perdue perdus "
        "performant permet permettre personne personnes petit petite petits plein plupart plutot porte "
        "porter poser possede posseder possible pousser premier premiere prend prendre prennent preparer "
        "presenter pret prete prevenir pris prise privee probleme problemes prochain prochaine proche "
        "produire profiter programme promis propose proposer propre public publique puisse quelqu'un "
        "question questions quitte quitter quotidien raconter raison ramener rapide rapidement rapporter "
        "rare realiser recemment recevoir recoit reconnaitre reel refuse refuser regarder regler rejoindre "
        "relever remet remettre rencontrer rend rendre rentrer repondre reserve resoudre ressemble reste "
        "rester resultat retire retirer reussi reussir revenir reviennent revient rien sache sait savoir "
        "scene selon semaine semble sens serait serieux servi servir seul seule seulement seuls simple "
        "simplement situation soigneusement soir soit sommes sorte sortir souci soucis souvent suffit "
        "suivre sujet sujets surtout tache taches tant tard tel temps tenir tente tenu terminer tete "
        "tiennent tient tire tirer tot total touche toucher toujours tourner travail travaille travailler "
        "travaux trouve trouvent truc trucs type unique urgent utiliser valable vaut venir vers vie "
        "viennent vient vite vivent vivre voici voie vouliez vouloir vrai vraiment"
    ),
    "ht": _words(
        "afe aksepte akòz ale alo ane ankò anpil apre avan bagay bay bezwen bon chache chak chanje chita "
        "deja demen deside di diferan dwat dwe ed ede enpotan eseye fasil fason fin fini fwa fò gade gason gen "
        "goch gran gwo jan janm jis jodi jodia jou jwenn kache kap kapab kenbe kesyon kijan kite konnen "
        "kont kou koulye kounya koute koz kraze kriye kèk lajounen le limen lontan lot lòt mache mal "
        "malgre mande maten mete midi monde montre moun mwa mwayen mwens nan nenpòt nivo nom nonm nouvo "
        "okenn okipe ouve pafwa pale palè panse pase paske pati peyi pito plas plis pote pou poutèt pral "
        "pran premye pwoblem pwoch rann rapid rele reponn ret rete retire reve rezon rive semen sevi si "
        "sispann sitiyasyon soti suiv swa swete swiv tan tankou ti toujou tounen travay twò tèl tèt vin "
        "vini vle voye vre vrè we wè ye yon zafe"
    ),
    "en": _words(
        "able accept actually add again against ago agree allow always another answer anything appears "
        "arrange ask away bad become begin behind believe best better big break bring build busy call came "
        "carry case cases change changes check choose close cold come coming complete consider continue "
        "correct country cut daily day days dear decide deliver describe different difficult directly "
        "discuss done drop early easy end enough ensure ever everyone everything exist expect explain fact "
        "fall far fast feel felt few fill finally fine first fit fixes focus follow forget forward free "
        "front full gave general give given gives going good great guy happen happened happens happy hard "
        "hear heard heavy hold hope hot hour house idea immediately important improve include increase "
        "inside instead interested issue issues join keep keeps kept kind knew large last later leave left "
        "let life likely line little live load long lose lost lot low made main make makes making man many "
        "matter matters maybe mean men mention middle mind miss missing moment month months move much name "
        "near nearly necessary never new news next nobody normal note nothing notice obtain offer often ok "
        "old open order outside own owner part past people pick place places plan played please plenty "
        "point possible prefer prepare present pretty prevent problem problems process produce provide "
        "pull purpose push put question questions quick quickly quite reach react ready real really reason "
        "receive recent refuse regarding related remain remember remove replace request require rest "
        "result right rule run runs said same say second sent separate serious set short show side simple "
        "since single sit slow small soft somebody something soon sort special stand start started state "
        "stay step still stop strong stuff submit such suddenly suppose sure talk team thing things think "
        "time today together told tomorrow total touch towards trouble true try trying turn turned type "
        "understand unless use used useful using usually various visit wait wanted watch watching way ways "
        "week welcome went whole wide wish woman women wonder word work working world worry write wrong "
        "year years yesterday yet young"
    ),
    "es": _words(
        "acaba aceptar actual ademas agregar ahora alcanzar algo alguien alto amplio ano anos antes "
        "arreglo asunto asuntos aumentar ayer bajo bastante bien buen buena bueno busca cambia cambiar "
        "camino campo capaz carga caso casos cerca cierto claro clase comenzar comienza completo "
        "comprender conmigo conocer consigo continuar contra corto cosa cosas crear creer cual cualquier "
        "cuando cubrir cuenta cuestion dado dan dar debajo decidir deja dejar delante dentro deseo detras "
        "dia dias dice dicen diferente dijo directamente efecto ejemplo elegir empezar encender enciende "
        "encima entender entonces entrar entregar enviar esperar estado evitar existir explicar facil "
        "falta favor fin final forma frente fuera fuerte funciona garantizar gente gran grande grandes "
        "grupo haber hablar hacer hecho hombre hora horas hoy igual importante incluir intentar interes "
        "interesa ir izquierda jamas joven lado largo lejos libre listo llama llamar llega llegan llegar "
        "logra lograr luego lugar lugares manana mandar mando manera mantener mayor medida medidas medio "
        "mejor mejorar menos mes meses mirar mitad modo momento mostrar motivo mucha muchas mucho muchos "
        "mujer mundo nadie necesario nivel nombre nueva nuevas nuevo nuevos numero nunca obtener ocasion "
        "ocurre ofrecer oir olvidar opinion ordenar pagina pais paises palabra parece parte partir pasa "
        "pasado pasar paso pedir pena pensar pequeno perder permite permitir persona personas plan poner "
        "posibilidad posible pregunta preguntar preguntas presenta presentar primera primero problema "
        "problemas pronto propio propone proximo proyecta publico punto quedar querer quita rapido razon "
        "real realizar recibe recibir recibo recordar relacion resolver resulta resultado rodo saber saca "
        "sacar salir seguir semana sencillo senor senora servir siempre siente significa sigue simple sino "
        "sirve situacion solo suerte sufre tampoco tarde tarea tema temas tener termina terminar tiempo "
        "tipo toca todavia tomar total trabajar trae tratan tratar traves ultima ultimo unico usar usted "
        "varios veces venir ver verdad vez vida viene vienen vista vivir volver vuelve"
    ),
}
"""Words that say little beside others: everyday verbs, people, things, times. They stay, but count for less."""

_NEVER: Final = ("\n",)
_MANNER: Final[dict[str, tuple[str, ...]]] = {
    "fr": ("alement", "ellement", "iquement", "ivement", "eusement", "airement", "amment", "emment", "iblement"),
    "es": ("amente", "lmente", "emente"),
}
"""Endings of the words that only say how something is done."""


def is_stop_word(word: str, language: str) -> bool:
    """Tell whether a folded word of a text in ``language`` is left unstemmed."""
    return word in STOP_WORDS.get(language, frozenset())


def is_asking_word(word: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a folded word only says that something is asked, in one of ``languages``."""
    return any(word in ASKING.get(language, frozenset()) for language in languages)


def is_light_word(word: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a folded word says little beside others, in one of ``languages``."""
    return any(
        word in LIGHT.get(language, frozenset()) or word.endswith(_MANNER.get(language, _NEVER))
        for language in languages
    )
