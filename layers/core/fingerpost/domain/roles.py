"""Roles in which people work with children, as they are called. A role of this list says nothing of a child;
what is written beside it may, so that is kept like a detail of the child."""

from __future__ import annotations

_ROLES = """
social worker; senior social worker; social work assistant; team manager; duty social worker; family support
worker; early help worker; personal adviser; independent reviewing officer; fostering social worker; lead
professional; class teacher; teacher; teaching assistant; form tutor; head of year; head teacher; deputy
head teacher; designated teacher; designated safeguarding lead; safeguarding lead; pastoral lead; pastoral
worker; attendance officer; education welfare officer; special educational needs coordinator; learning
mentor; school counsellor; nursery worker; childminder; health visitor; school nurse; nurse; lead nurse;
community nurse; midwife; family nurse; general practitioner; paediatrician; consultant; doctor; therapist;
speech and language therapist; occupational therapist; physiotherapist; psychologist; educational
psychologist; mental health practitioner; counsellor; safeguarding nurse; named nurse; named doctor; police
officer; police sergeant; detective; neighbourhood officer; missing persons officer; youth justice worker;
youth justice officer; youth worker; probation officer; housing officer; family worker; support worker;
keyworker; key worker; advocate; mentor; case worker; caseworker; volunteer coordinator; practitioner
"""
ROLES = frozenset(" ".join(role.split()) for role in _ROLES.replace("\n", " ").split(";"))


def is_listed(role: str) -> bool:
    """Whether it is one of the list, however it is capitalised."""
    return " ".join(role.casefold().split()) in ROLES
