"""A short speech of our own, and a register for it."""

SPEECH = """\
在全区安全生产工作会议上的讲话
（2026年3月2日）
同志们：
今天的会议很重要。下面，我讲两点意见。
一、要压实责任，守住底线
近年来，全区安全形势总体平稳，取得了明显成效。各镇街要坚持每月开展一次自查。
一要摸清隐患底数。区应急局要于3月底前完成企业排查，建立隐患台账；各园区要配合做好登记。
二要抓好整改。一般隐患要立行立改，重大隐患要在X月底前整改到位。决不允许瞒报。
二、要加强保障
一要加强培训。要办好两期培训班，提高持证上岗率。
区安委会
2026年3月2日
"""
"""Two sections, a preface, three subtasks, a signature; one date, one blank, one rhythm."""
