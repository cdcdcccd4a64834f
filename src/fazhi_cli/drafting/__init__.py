"""From the outline of a speech or plan to a register that a clerk corrects instead of typing.

Nothing is invented: a unit, date or number is taken only where it stands in the text, and what is uncertain
says so in a comment that begins with 核对.
"""
