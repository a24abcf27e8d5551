"""Mails about approvals: who is asked, reminded, told that somebody is late, told what became of their text.

What is to be told is noted in one transaction (``asking``, ``outcomes``) and sent afterwards (``sending``).
"""
