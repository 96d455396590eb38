"""Forms of names compiled by hand for this project.

FORMAL: English diminutives that name one formal name and sound unlike it; a diminutive that is now mostly a
name of its own (Jack, Harry, Ellie) is left out, since merging it would only swell the buckets.
SPELLINGS: families of transliterations that spelling rules cannot join.
"""

from __future__ import annotations

FORMAL = {
    "abigail": "gail",
    "albert": "bertie",
    "alexander": "sandy sasha xander lex alek sascha",
    "alfred": "alf alfie",
    "andrew": "drew",
    "anthony": "tony",
    "archibald": "archie",
    "barbara": "babs",
    "bartholomew": "bart",
    "benjamin": "ben benny benji",
    "cameron": "cam",
    "catherine": "kate katie kathy cathy katy kit kitty kathryn katherine katharine cath kath kat kaitlin",
    "charles": "charlie charley chas chuck",
    "christina": "tina",
    "christopher": "chris kit topher",
    "daniel": "dan danny",
    "deborah": "deb debbie debby",
    "dorothy": "dot dotty dottie dolly",
    "edward": "ed eddie eddy ted teddy ned",
    "elizabeth": "liz lizzie lizzy beth betty bess bessie libby eliza betsy lisbeth",
    "florence": "flo florrie flossie",
    "frances": "fran frankie francesca",
    "frederick": "fred freddie freddy",
    "gabriel": "gabe",
    "geoffrey": "geoff jeff jeffrey",
    "gregory": "greg",
    "gillian": "jill",
    "isabella": "izzy issy bella isabel isabelle isobel",
    "jacqueline": "jackie",
    "james": "jim jimmy jamie",
    "jennifer": "jen jenny",
    "jessica": "jess jessie",
    "joseph": "joe joey",
    "joshua": "josh",
    "judith": "judy",
    "leonard": "len lenny",
    "leonardo": "leo",
    "margaret": "maggie meg peggy madge marge",
    "mary": "polly molly",
    "matthew": "matt matty",
    "maxwell": "max",
    "michael": "mike mick mickey micky",
    "natalie": "nat",
    "nathaniel": "nathan nate",
    "nicholas": "nick nicky nico",
    "oliver": "ollie olly",
    "patricia": "pat patsy trish tricia",
    "patrick": "paddy",
    "penelope": "penny",
    "peter": "pete",
    "philip": "phil pip",
    "raymond": "ray",
    "rebecca": "becky becca",
    "richard": "dick rick ricky richie rich",
    "robert": "bob bobby rob robbie",
    "ronald": "ron ronnie",
    "samuel": "sam sammy",
    "stephen": "steve stevie steven",
    "stewart": "stu",
    "susan": "sue susie suzie",
    "terence": "terry",
    "theodore": "theo",
    "theresa": "tess tessa terri",
    "thomas": "tom tommy",
    "timothy": "tim timmy",
    "valerie": "val",
    "victoria": "vicky vikki tori",
    "vincent": "vince vinny",
    "walter": "walt wally",
    "william": "bill billy will willy willie",
    "zachary": "zach zack zak",
}

SPELLINGS = """
mohammed muhammad mohamed mohammad muhammed mohamad muhamed mohamud mohd md mehmet mamadou mohamat
ahmed ahmad ahmet achmed amadou
hussain hussein husain hossain husayn huseyin hussien houssein
hassan hasan hassaan hasaan
yusuf yousef youssef yusef yusif yousuf yousaf yusuff yusupha josef jusuf
ibrahim ebrahim ibraheem brahim abraham avraham ibrahima
ismail ismael esmail ishmael ismaeel smail
isa eesa essa issa
musa mousa moosa moussa
yahya yahia yehia
zakariya zakaria zakariyya zakariah
sulaiman suleiman sulayman soliman suleman sulieman suleyman
abdullah abdallah abdulla abdoulaye
abdulrahman abdurrahman abdirahman abdelrahman abdurahman
umar omar omer oumar
usman osman uthman othman ousmane
aisha ayesha aysha aicha aishah ayisha ayse aissatou
khadija khadijah kadija hadija khadeeja hatice kadiatou
fatima fatimah fatema fatma fathima faduma fadumo fatoumata
maryam mariam meryem miriam mariama maryan
zainab zaynab zeinab zaineb zeynep
amina aminah ameena amna aminata
hafsa hafsah hafza
safiya safiyah safia saffiya
layla leila laila leyla layla laylah
noor nour nur noura
sumaya sumayya sumayyah somaya
halima halimah halimo
hamza hamzah
bilal bilaal belal
khalid khaled kaled
mustafa mostafa moustafa mustapha
mahmud mahmoud mahmood
karim kareem
rahim raheem
rashid rasheed
said saeed sayeed saed
siddiq siddique sadiq siddiqui
chaudhry choudhry choudhury chowdhury chaudhary chaudry
sheikh shaikh shaykh sheik
qureshi quraishi koreshi
malik malek
rehman rahman raman
akhtar akter akther
begum begom
miah mia mya
syed sayed saiyed sayyid
hussaini husseini
kumar kumaar
singh sing
kaur kour
patel pattel
sharma sarma
aleksander alexander aleksandr oleksandr alexandru alessandro alexandre
aleksandra alexandra oleksandra alessandra
katarzyna katherine catherine caterina ekaterina kateryna
piotr peter petr petro pyotr pedro pietro
pawel paul pavel pavlo pablo paulo
michal michael mikhail mykhailo mihai miguel michel
mikolaj nicholas nikolai mykola nicolae nikola
jan john ivan ion juan joao giovanni
jakub jacob yakub yaqub jakob jacub
tomasz thomas tomas toma
krzysztof christopher kristof cristopher
szymon simon simeon
mateusz matthew matteo mateus matei matheus
lukasz lucas luke luca lukas
andrzej andrew andrei andriy andrea andres
stefan stephen steven stepan esteban
zofia sofia sophia sofiya zsofia
malgorzata margaret margarita
elzbieta elizabeth elisabeta elisabeth yelizaveta
anastasia anastasiya anastazja nastya
yulia julia iulia giulia yuliya
natalia nataliya natalie natalya
oksana oxana
kowalski kowalska
nowak novak
wisniewski wisniewska
wojcik wojczik
kaminski kaminska
lewandowski lewandowska
zielinski zielinska
ivanov ivanova
petrov petrova
kovalenko kowalenko
popescu popesku
li lee lei
zhang chang cheung jang
wang wong
chen chan tan
liu lau lao
lin lam
huang wong hwang
zhao chiu chao
wu ng
xu hsu tsui
zhou chow chou
nguyen nguyn
adeyemi adeyemy
olu olufemi femi
oluwaseun seun
chukwu chuku
okonkwo okonquo
ayodele ayo
oluwatobi tobi
abubakar aboubacar abubakr abubakari bubacarr
warsame warsama
cabdi abdi
jamac jama jaamac
xasan hassan
cali ali
cumar umar omar
maxamed mohamed
xuseen hussein
yohannes johannes yohanes
tewodros tewdros teodros
rhys reece rees reese
sian shan
siobhan shivaun chevonne
niamh neve neeve
aoife eefa
sean shaun shawn
caoimhe keeva kiva
eoghan owen eoin ewan euan
ciaran kieran keiran
"""
