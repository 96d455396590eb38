"""Letters and their sounds in Latin, as commonly met in UK records: the phonetic code forgives the rest."""

from __future__ import annotations


def _table(letters: str, sounds: str) -> dict[str, str]:
    """Each letter with its romanisation; "." stands for a letter without a sound."""
    return {letter: sound.replace(".", "") for letter, sound in zip(letters, sounds.split(), strict=True)}


def _named(pairs: str) -> dict[str, str]:
    """From "KA=k EL=l SHORT_I=i"; "=" followed by nothing is a letter without a sound."""
    parts = (pair.partition("=") for pair in pairs.split())
    return {name.replace("_", " "): sound for name, _, sound in parts}


_HEBREW = {
    **_table("אבגדהוזחטיכךלם", "a b g d h u z ch t i k k l m"),
    **_table("מנןסעפףצץקרשת", "m n n s a f p ts ts k r sh t"),
}
_ARABIC = {
    **_table("ابتثجحخدذرزسشص", "a b t th j h kh d dh r z s sh s"),
    **_table("ضطظعغفقكلمنهوي", "d t z a gh f q k l m n h u i"),
    **_table("آأإٱءئؤىةپچژگکیہھےڈٹڑں", "a a i a . i u a a p ch zh g k i h h e d t r n"),
    **_table("ەۆۇۈۋېێڵڕڤڭڎۀۂ", "e o u u v e e l r v ng d h h"),
}

_GEORGIAN = _table(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶ",
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h e i v kh o f",
)
_CHURCH_GEORGIAN = {chr(ord(letter) + 0x2D00 - 0x10D0): sound for letter, sound in _GEORGIAN.items()}
_ARMENIAN = _table(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "a b g d e z e e t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev",
)

ALPHABETS: dict[str, str] = {
    **_table("абвгдезийклмнопрстуф", "a b v g d e z i i k l m n o p r s t u f"),
    **_table("ыэіїєґ", "y e i i ie g"),
    **_table("жхцчшщюяёъьўђћџљњј", "zh kh ts ch sh shch iu ia e . . u dj c dz lj nj j"),
    **_table("әөүұқғңһҗҷҳӣӯҡҙҫӈ", "a o u u k g n h j ch h i u k z s n"),
    **_table("αβγδεζηθικλμ", "a v g d e z i th i k l m"),
    **_table("νξοπρσςτυφχψω", "n x o p r s s t y f ch ps o"),
    **_ARABIC,
    **_HEBREW,
    **_GEORGIAN,
    **_CHURCH_GEORGIAN,
    **_ARMENIAN,
    **_table("øłđðþßæœıħŋə", "o l d d th ss ae oe i h n a"),
}

SEMITIC = frozenset({*_ARABIC, *_HEBREW})

_CYRILLIC = _named(
    "A=a BE=b VE=v GHE=g DE=d IE=e IO=e ZHE=zh ZE=z I=i SHORT_I=i KA=k EL=l EM=m EN=n O=o PE=p ER=r "
    "ES=s TE=t U=u "
    "EF=f HA=kh TSE=ts CHE=ch SHA=sh SHCHA=shch HARD_SIGN= YERU=y SOFT_SIGN= E=e YU=iu YA=ia "
    "SCHWA=a BARRED_O=o "
    "STRAIGHT_U=u SHHA=h PALOCHKA= DJE=dj GJE=g DZE=dz JE=j LJE=lj NJE=nj TSHE=c KJE=k DZHE=dz "
    "UKRAINIAN_IE=ie YI=i "
    "YAT=e YERY=y YN=in DZZE=dz TSSE=ts DZWE=dz ZHWE=zh CCHE=ch TCCHE=ch QA=k WE=w ALEUT_KA=k "
    "REVERSED_ZE=z LHA=l "
    "YAE=e ABKHASIAN_CHE=ch ABKHASIAN_HA=h ABKHASIAN_DZE=dz BASHKIR_KA=k KOMI_DE=d KOMI_DJE=dj "
    "KOMI_ZJE=zh "
    "KOMI_DZJE=dz KOMI_LJE=lj KOMI_NJE=nj KOMI_SJE=s KOMI_TJE=t OMEGA=o LITTLE_YUS=ia BIG_YUS=u "
    "KSI=ks PSI=ps FITA=f "
    "IZHITSA=i UK=u KOPPA=k OT=ot IOTIFIED_E=e IOTIFIED_LITTLE_YUS=ia IOTIFIED_BIG_YUS=iu ZEMLYA=z "
    "IOTA=i DJERV=dj "
    "MONOGRAPH_UK=u BROAD_OMEGA=o SEMISOFT_SIGN= RHA=r DCHE=dch DZELO=dz TCHE=ch NEUTRAL_YER= "
    "YERU_WITH_BACK_YER=y IOTIFIED_YAT=e IOTIFIED_A=ia CLOSED_LITTLE_YUS=ia "
    "BLENDED_YUS=u IOTIFIED_CLOSED_LITTLE_YUS=ia YN=in REVERSED_YU=iu MONOCULAR_O=o BINOCULAR_O=o "
    "DOUBLE_MONOCULAR_O=o MULTIOCULAR_O=o DWE=d DZZHE=dz TWE=t TSWE=ts TE_EN=t HWE=h SHWE=sh CROSSED_O=o "
    "DOUBLE_O=o NARROW_O=o WIDE_ES=s TALL_TE=t ROUNDED_VE=v LONG-LEGGED_DE=d TALL_HARD_SIGN= TALL_YAT=e "
    "UNBLENDED_UK=u TJE=t BYELORUSSIAN-UKRAINIAN_I=i"
)
_ARABIC_NAMED = _named(
    "ALEF=a BEH=b PEHEH=p TEH=t THEH=th JEEM=j HAH=h KHAH=kh DAL=d THAL=dh REH=r ZAIN=z SEEN=s "
    "SHEEN=sh SAD=s DAD=d TAH=t ZAH=z "
    "AIN=a GHAIN=gh FEH=f QAF=q KAF=k LAM=l MEEM=m NOON=n HEH=h WAW=u YEH=i HAMZA= PEH=p TTEH=t "
    "TTEHEH=t TEHEH=t "
    "BEEH=b BEHEH=b NYEH=ny DYEH=dy TCHEH=ch TCHEHEH=ch DDAL=d DAHAL=d DDAHAL=d DUL=d RREH=r JEH=zh "
    "KEHEH=k GAF=g "
    "NGOEH=ng GUEH=g NOON_GHUNNA=n RNOON=n HEH_DOACHASHMEE=h HEH_GOAL=h FARSI_YEH=i ALEF_MAKSURA=a "
    "YEH_BARREE=e OE=o "
    "YU=u KIRGHIZ_OE=o KIRGHIZ_YU=u VE=v VEH=v E=e U=u NG=ng AE=e SWASH_KAF=k TEH_MARBUTA=a "
    "TEH_MARBUTA_GOAL=a "
    "HIGH_HAMZA= DOTLESS_BEH=b DOTLESS_QAF=q DOTLESS_FEH=f HIGH_HAMZA_ALEF=a HIGH_HAMZA_WAW=u "
    "HIGH_HAMZA_YEH=i "
    "ALEF_WASLA=a KASHMIRI_YEH=i AFRICAN_FEH=f AFRICAN_QAF=q AFRICAN_NOON=n LAM_BAR=l THIN_YEH=i "
    "GRAF=g ROHINGYA_YEH=i STRAIGHT_WAW=u GHEH=gh DOTLESS_KHAH=kh SINDHI_AMPERSAND= RA=r NOTCH= KHA=kh "
    "BET_WITH_DOTS=b HAH_WITH=h LOW_ALEF=a"
)
_GREEK_NAMED = _named(
    "ALPHA=a BETA=v GAMMA=g DELTA=d EPSILON=e ZETA=z ETA=i THETA=th IOTA=i KAPPA=k LAMDA=l MU=m "
    "NU=n XI=x OMICRON=o "
    "PI=p RHO=r SIGMA=s TAU=t UPSILON=y PHI=f CHI=ch PSI=ps OMEGA=o FINAL_SIGMA=s DIGAMMA=v "
    "STIGMA=st HETA=h "
    "SAMPI=ss KOPPA=k SAN=s SHO=sh YOT=j ARCHAIC_KOPPA=k ARCHAIC_SAMPI=ss PAMPHYLIAN_DIGAMMA=v"
)
_HEBREW_NAMED = _named(
    "ALEF=a BET=b GIMEL=g DALET=d HE=h VAV=u ZAYIN=z HET=ch TET=t YOD=i KAF=k LAMED=l MEM=m "
    "NUN=n SAMEKH=s AYIN=a PE=p TSADI=ts QOF=k RESH=r SHIN=sh TAV=t"
)
_ARMENIAN_NAMED = _named("TURNED_AYB=a YI=y")
_GEORGIAN_NAMED = _named("TURNED_GAN=g AIN=a FI=f YN=i ELIFI=e AEN=e HARD_SIGN= LABIAL_SIGN=")

BY_LETTER_NAME: dict[str, dict[str, str]] = {
    "CYRILLIC": _CYRILLIC,
    "ARABIC": _ARABIC_NAMED,
    "GREEK": _GREEK_NAMED,
    "HEBREW": _HEBREW_NAMED,
    "COPTIC": _named("SHEI=sh FEI=f KHEI=kh HORI=h GANGIA=j SHIMA=ch DEI=t"),
    "ARMENIAN": _ARMENIAN_NAMED,
    "GEORGIAN": _GEORGIAN_NAMED,
}
"""By script, the sound of a letter of this name in Unicode, for letters that no table above lists."""

UNNAMED_LATIN = _named(
    "SCHWA=a LOOP=sh U_BAR=u EZH_REVERSED=zh SAKHA_YAT=e ENG=n EZH=zh ESH=sh ETH=d THORN=th KRA=k WYNN=w "
    "YOGH=y HWAIR=hw GLOTTAL_STOP= SALTILLO= ALPHA=a "
    "IOTA=i UPSILON=u OPEN_E=e OPEN_O=o AFRICAN_D=d SHARP_S=ss LONG_S=s LJ=lj NJ=nj DZ=dz GAMMA=g "
    "CHI=ch BETA=b "
    "OMEGA=o THETA=th DELTA=d LAMBDA=l PHI=f RAMS_HORN=o CLICK= STOP= EGYPTOLOGICAL_ALEF=a "
    "EGYPTOLOGICAL_AIN=a "
    "TRESILLO=k CUATRILLO=k VEND=v VISIGOTHIC_Z=z CON=con US=us IS=is ET=et RUM=rum DUM=dum LUM=lum "
    "MUM=mum NUM=num "
    "TUM=tum INSULAR_G=g INSULAR_D=d MIDDLE-WELSH_LL=ll MIDDLE-WELSH_V=v HALF_H=h ALEF=a AIN=a "
    "DIGRAPH=dz FIVE= SIX= "
    "TWO= BIDENTAL_PERCUSSIVE= BILABIAL_PERCUSSIVE= HENG=h SOUND= VOLAPUK_AE=ae VOLAPUK_OE=oe "
    "VOLAPUK_UE=ue "
    "ANGLICANA_W=w STIRRUP_R=r BLACKLETTER_E=e UI=ui UO=uo CAPITAL_R=r"
)
