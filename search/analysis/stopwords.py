"""Words that carry no need by themselves, by language: in a text (not stemmed) and in a question (left out).

All are folded. ``ASKING`` are the words of asking itself: who, in charge, responsible, to contact, to need.
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
        "trouvent voir voit aimerais souhaite souhaiterais merci bonjour sil plait svp joindre"
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


def is_stop_word(word: str, language: str) -> bool:
    """Tell whether a folded word of a text in ``language`` is left unstemmed."""
    return word in STOP_WORDS.get(language, frozenset())


def is_asking_word(word: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a folded word only says that something is asked, in one of ``languages``."""
    return any(word in ASKING.get(language, frozenset()) for language in languages)
