"""Where the verb of an order is: what may stand before it, and where it ends."""

import re

from fazhi_cli.drafting.words import NOUNS, VERBS

ADVERBS = re.compile(
    "^(?:要|应当|应(?!急|诉|用)|须(?!知)|必须|务必|还|也|都|均|又|就(?!业|近|地|医)|则|并|且|同时|此外|另外|其中|特别是|尤其是|进一步|切实|认真"
    "|坚决|大力|积极|不断|持续|全面|深入|扎实|着力|努力|充分|及时|尽快|抓紧|主动|严格|逐步|稳步|继续|更加|牢牢|始终"
    "|真正|直接|同步|统一|集中|广泛|有效|加快|有序|有力|注重|最|更|再|各自|分别|逐级|逐一|共同|一并|一律|原则上|希望|请|重点|统筹"
    "|妥善|合理|科学|精准|全程|全力|全年|今年|年内|当前|下一步|今后|因地制宜|分时分类|免费|立即|迅速|优先|择优|依法|从严|从快|从重|如期|按期"
    "|按时|按需|按照?(?:相关|有关|国家|法定|统一)?(?:规定|要求|程序|标准|权限)|适时|定期|不定期|随时|每[年月周季日天](?:度)?|每半年|每季度|每个月|逐[年月季日周步户企个项条]|探索|率先|再次|多次"
    "|亲自|具体|狠|密切|高标准|高质量|高起点|高效|快速|科学|灵活|严密|周密|精心|用心|自觉|带头|相应|具体)+"
)
"""What stands before the verb of an order and says how or when."""

_TAKES_OBJECT = re.compile(
    "[把将](?!来|于|要)|对.{2,60}(?:进行|加强|开展|实施|给予|予以|组织(?:开展|实施|排查|学习|培训|检查|评估)|作出|做到|加大|实行|采取|提出|落实|办理|从严|依法|及时|严肃|适时|逐项|逐一|逐个"
    "|按规定|按程序|建立|制定|完善|返还|补助|奖励|处罚|处置|整改|负责|负总责|追究|约谈|通报|倾斜|支持|报警)"
)


def verb_end(text: str) -> int:
    """Return where the verb that a piece begins with ends, behind its adverbs; 0 if it begins with none."""
    match = ADVERBS.match(text)
    behind = match.end() if match else 0
    for start in (behind, 0):
        if NOUNS.match(text, start):
            continue
        if taken := _TAKES_OBJECT.match(text, start):
            return start + 1 if taken[0][0] in "把将" else taken.end()
        for size in (4, 3, 2):
            if text[start : start + size] in VERBS and len(text) >= start + size:
                return start + size
    return 0


def begins_with_verb(text: str) -> bool:
    """Say whether a piece begins with a verb, perhaps behind adverbs."""
    return verb_end(text) > 0


def takes_object(text: str) -> bool:
    """Say whether a piece begins with 把, 将 or 对 and has the verb that belongs to it."""
    return _TAKES_OBJECT.match(text) is not None
