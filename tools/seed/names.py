"""Names of the town's families: small tables of our own, by the origins that British classrooms have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Where a family's names come from."""

    ENGLISH = "English"
    WELSH = "Welsh"
    SOUTH_ASIAN = "South Asian"
    POLISH = "Polish"
    NIGERIAN = "Nigerian"
    SOMALI = "Somali"
    ARABIC = "Arabic"
    CHINESE = "Chinese"
    PORTUGUESE = "Portuguese"


@dataclass(frozen=True)
class NameTable:
    """Given names of girls and of boys, and family names. share: of the town's families, in percent."""

    share: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


NAMES: dict[Origin, NameTable] = {
    Origin.ENGLISH: NameTable(
        share=44,
        girls=_words(
            "Poppy Daisy Harriet Rosie Matilda Elizabeth Charlotte Katherine Isabella Abigail Hannah Grace "
            "Imogen Beatrice Phoebe Georgina Alice Martha Eleanor Lucy"
        ),
        boys=_words(
            "Alfie Samuel Joseph Thomas William Edward Benjamin Daniel Harvey Toby Frederick Archie Joshua "
            "Matthew Alexander Reuben George Oliver Jacob Nathaniel"
        ),
        families=_words(
            "Harrowby Fletcher Winterbourne Ashdown Thackley Barnstead Colbeck Pemberley Hollis Marsden "
            "Tolworth Wickstead Garside Oakden Redfern Sallow Brindle Copley Dunmore Eastham Fairley Greaves "
            "Hartwell Ingleby Kershaw Lockwood Mossley Norbury Penfold Ridley"
        ),
    ),
    Origin.WELSH: NameTable(
        share=7,
        girls=_words("Cerys Ffion Carys Nia Seren Lowri Eleri Angharad Bethan Mali"),
        boys=_words("Rhys Dylan Owain Gethin Ieuan Macsen Iolo Emyr Gruffydd Tomos"),
        families=_words(
            "Llewelyn Bevan Pritchard Gwynne Meredith Prosser Cadwallader Penry Treharne Vaughan"
        ),
    ),
    Origin.SOUTH_ASIAN: NameTable(
        share=17,
        girls=_words("Aisha Zainab Fatima Maryam Priya Simran Ayesha Nadia Khadija Ananya Hafsa Jaspreet"),
        boys=_words("Muhammad Ibrahim Yusuf Hassan Arjun Bilal Hamza Rohan Gurpreet Zayn Imran Kabir"),
        families=_words(
            "Hussain Khan Begum Choudhury Patel Akhtar Malik Kaur Rahman Iqbal Sandhu Mirza Qureshi Bhatt"
        ),
    ),
    Origin.POLISH: NameTable(
        share=8,
        girls=_words("Zofia Maja Oliwia Zuzanna Agnieszka Małgorzata Wiktoria Hania"),
        boys=_words("Jakub Szymon Filip Wojciech Kacper Mikołaj Łukasz Tymon"),
        families=_words("Zielińska Wróblewski Kaczmarek Sobczak Jabłoński Pawlak Krawczyk Górska"),
    ),
    Origin.NIGERIAN: NameTable(
        share=6,
        girls=_words("Chidinma Folasade Ngozi Adaeze Temitope Ifeoma Omolara Blessing"),
        boys=_words("Chukwuemeka Oluwaseun Tunde Obinna Ayodele Emeka Kelechi Babatunde"),
        families=_words("Adebayo Okonkwo Nwachukwu Ogunleye Eze Balogun Afolabi Onyeka"),
    ),
    Origin.SOMALI: NameTable(
        share=5,
        girls=_words("Hodan Ifrah Sagal Hibaaq Faduma Ayaan Nasteho Ubah"),
        boys=_words("Abdirahman Guled Liban Mahad Warsame Bashir Zakariye Cabdi"),
        families=_words("Warsame Abdi Jama Farah Hirsi Yusuf Duale Guleed"),
    ),
    Origin.ARABIC: NameTable(
        share=5,
        girls=_words("Layla Noor Yasmin Rania Salma Dalia Huda Amira"),
        boys=_words("Omar Khalid Youssef Tariq Karim Sami Abdulrahman Anas"),
        families=_words("al-Masri Haddad Nasser El-Amin Khoury Saleh Abdallah Mansour"),
    ),
    Origin.CHINESE: NameTable(
        share=4,
        girls=_words("Mei_Ling Xinyi Yuting Jia Hui_Min Wen"),
        boys=_words("Wei Haoran Jun Zhiyuan Kai_Ming Bo"),
        families=_words("Cheung Zhang Wong Lin Huang Xu"),
    ),
    Origin.PORTUGUESE: NameTable(
        share=4,
        girls=_words("Beatriz Leonor Matilde Inês Catarina Lurdes"),
        boys=_words("Tiago Gonçalo Duarte Rodrigo João Afonso"),
        families=_words("da_Silva Figueiredo dos_Santos Carvalho Magalhães Teixeira"),
    ),
}

KNOWN_AS: dict[str, tuple[str, ...]] = {
    "Elizabeth": ("Lizzie", "Beth"),
    "Charlotte": ("Lottie",),
    "Katherine": ("Katie", "Kate"),
    "Isabella": ("Bella",),
    "Abigail": ("Abby",),
    "Matilda": ("Tilly",),
    "Georgina": ("Georgie",),
    "Eleanor": ("Ellie", "Nell"),
    "Harriet": ("Hattie",),
    "Samuel": ("Sam",),
    "Joseph": ("Joe", "Joey"),
    "Thomas": ("Tom",),
    "William": ("Billy", "Will"),
    "Edward": ("Ted", "Ned"),
    "Benjamin": ("Ben",),
    "Daniel": ("Danny",),
    "Frederick": ("Freddie",),
    "Joshua": ("Josh",),
    "Matthew": ("Matt",),
    "Alexander": ("Alex", "Sasha"),
    "Nathaniel": ("Nate",),
    "Angharad": ("Hari",),
    "Gruffydd": ("Guto",),
    "Małgorzata": ("Gosia",),
    "Agnieszka": ("Aga",),
    "Wojciech": ("Wojtek",),
    "Jakub": ("Kuba",),
    "Chukwuemeka": ("Emeka",),
    "Oluwaseun": ("Seun",),
    "Temitope": ("Temi",),
    "Folasade": ("Sade",),
}
"""What a child is called at home or at school."""

SPELT: dict[str, tuple[str, ...]] = {
    "Muhammad": ("Mohammed", "Mohammad", "Mohamed"),
    "Ayesha": ("Aisha", "Aysha"),
    "Yusuf": ("Yousuf", "Youssef"),
    "Zainab": ("Zaynab", "Zeinab"),
    "Khadija": ("Khadijah",),
    "Hussain": ("Hussein", "Husain"),
    "Choudhury": ("Chowdhury", "Chaudhry"),
    "Qureshi": ("Quraishi",),
    "Abdirahman": ("Abdurahman",),
    "Abdulrahman": ("Abdul Rahman",),
    "Layla": ("Leila",),
    "Noor": ("Nour",),
    "Małgorzata": ("Malgorzata",),
    "Wróblewski": ("Wroblewski",),
    "Jabłoński": ("Jablonski",),
    "Zielińska": ("Zielinska",),
    "Mikołaj": ("Mikolaj",),
    "Łukasz": ("Lukasz",),
    "Gonçalo": ("Goncalo",),
    "João": ("Joao",),
    "Magalhães": ("Magalhaes",),
    "Cabdi": ("Abdi",),
    "al-Masri": ("Almasri", "El Masry"),
    "Zhang": ("Chang",),
}
"""The same name as another service wrote it from the same mouth or passport."""
