"""Word files as paragraphs and tables: everything that can stand in a body, and what is told of it."""

import io
from pathlib import Path

import docx as library
import pytest
from docx.enum.text import WD_BREAK

from fazhi_cli.intake import word
from fazhi_cli.intake.content import REMARKS, Table, told
from fazhi_cli.problems import Refused
from tests.documents import STRICT, cell, docx, para, relations, run, table, zipped

HIDDEN = "<w:vanish/>"


def body(*inside: str, **parts: str) -> tuple[list[str], dict[str, int]]:
    """Return the paragraphs of a document with the body `inside`, and what was counted."""
    taken = word.read(docx("".join(inside), **parts), "讲话.docx")
    assert taken.tables == ()
    return list(taken.paragraphs), {key: count for key, count in taken.counts.items() if count}


def tables(*inside: str) -> tuple[list[str], list[Table]]:
    """Return the paragraphs and tables of a document."""
    taken = word.read(docx("".join(inside)), "讲话.docx")
    return list(taken.paragraphs), list(taken.tables)


def field(instruction: str, result: str) -> str:
    """Return a field in runs."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>' for sort in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


DELETED = "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
BOX = "<w:txbxContent>" + para("盒中一") + para("盒中二") + "</w:txbxContent>"
NUM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@pytest.mark.parametrize(
    ("inside", "paragraphs", "counts"),
    [
        ([para("甲", "乙"), para(), para("丙")], ["甲乙", "丙"], {}),
        ([f"<w:sdt><w:sdtPr><w:a/></w:sdtPr><w:sdtContent>{para('甲')}</w:sdtContent></w:sdt>"], ["甲"], {}),
        ([para(f"<w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", "乙")], ["甲乙"], {}),
        ([para(f"<w:smartTag>{run('区')}<w:smartTag>{run('院')}</w:smartTag></w:smartTag>")], ["区院"], {}),
        ([f"<w:customXml>{para('甲')}</w:customXml>"], ["甲"], {}),
        ([para(f"<w:hyperlink>{run('见网页')}</w:hyperlink>", "。")], ["见网页。"], {}),
        (
            [para("原", f"<w:ins>{run('加')}</w:ins>", DELETED)],
            ["原加"],
            {"inserted": 1, "deleted": 1},
        ),
        (
            [para(f"<w:ins>{run('留')}{DELETED}</w:ins>")],
            ["留"],
            {"inserted": 1, "deleted": 1},
        ),
        (
            [para(f"<w:moveFrom>{run('移')}</w:moveFrom>", "甲"), para(f"<w:moveTo>{run('移')}</w:moveTo>")],
            ["甲", "移"],
            {"inserted": 1, "deleted": 1},
        ),
        (
            [para("上半句，", properties="<w:rPr><w:del/></w:rPr>"), para("下半句。")],
            ["上半句，下半句。"],
            {},
        ),
        ([para("末段", properties="<w:rPr><w:del/></w:rPr>")], ["末段"], {}),
        ([para("新段", properties="<w:rPr><w:ins/></w:rPr>"), para("旧段")], ["新段", "旧段"], {}),
        (
            [para("甲", run("密", HIDDEN), run("语", HIDDEN), "乙", run("再", HIDDEN))],
            ["甲乙"],
            {"hidden": 2},
        ),
        ([para(run("不隐藏", '<w:vanish w:val="0"/>'))], ["不隐藏"], {}),
        ([para(run("只在网页上隐藏", "<w:webHidden/>"))], ["只在网页上隐藏"], {}),
        ([para("第", field(" PAGE ", run("3")), "页")], ["第3页"], {}),
        ([para("甲", field(f"IF {field('X', run('内'))}", run("外")))], ["甲外"], {}),
        ([para(f'<w:fldSimple w:instr="DATE">{run("3月5日")}</w:fldSimple>', "前")], ["3月5日前"], {}),
        ([para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "失"), para("还在")], ["还在"], {}),
        ([para("<w:r><w:t>甲</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/></w:r>", "2")], ["甲 1-2"], {}),
        ([para("甲", properties="<w:tabs><w:tab/></w:tabs>")], ["甲"], {}),
        ([para("<w:r><w:t>关于\n  某事</w:t></w:r>")], ["关于   某事"], {}),
        (
            [para("<w:r><w:t>一、全面推进</w:t><w:br/><w:t>依法治区</w:t></w:r>")],
            ["一、全面推进依法治区"],
            {"joined": 1},
        ),
        (
            [para("<w:r><w:t>一句话。</w:t><w:br/><w:t>二句话。</w:t><w:cr/><w:t>一、标题</w:t></w:r>")],
            ["一句话。", "二句话。", "一、标题"],
            {},
        ),
        (
            [para("<w:r><w:t>区委办</w:t><w:br/><w:t>2022年3月15日</w:t></w:r>")],
            ["区委办", "2022年3月15日"],
            {},
        ),
        (
            [
                para(
                    "前",
                    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
                    f"{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{BOX}"
                    "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
                    "后",
                )
            ],
            ["前后", "盒中一", "盒中二"],
            {"boxes": 1},
        ),
        (
            [para(f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>")],
            ["盒中一", "盒中二"],
            {"boxes": 1},
        ),
        (
            [para("甲", "<w:r><w:drawing><pic:pic/></w:drawing></w:r>")],
            ["甲"],
            {"images": 1},
        ),
        (
            [
                para(
                    "甲",
                    '<w:commentRangeStart/><w:r><w:commentReference w:id="1"/></w:r>',
                    "<w:r><w:footnoteReference/></w:r><w:r><w:endnoteReference/></w:r>",
                )
            ],
            ["甲"],
            {"comments": 1, "footnotes": 1, "endnotes": 1},
        ),
        (
            [para("甲", "<w:r><w:sym/></w:r>", "<w:r><w:object><w:t>表</w:t></w:object></w:r>")],
            ["甲"],
            {"symbols": 1, "objects": 1},
        ),
        (
            [para("约", "<m:oMath><m:r><w:rPr/><m:t>x=1</m:t></m:r></m:oMath>"), '<w:altChunk r="x"/>'],
            ["约x=1"],
            {"formulas": 1, "objects": 1},
        ),
        (
            [para("<w:r><w:ruby><w:rt><w:r><w:t>fǎ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>法</w:t></w:r>"
                  "</w:rubyBase></w:ruby></w:r>")],
            ["法"],
            {},
        ),
        ([para("甲\u200b乙\u202e丙")], ["甲乙丙"], {"controls": 2}),
        ([para("&#x4E00;、&lt;b&gt;=1+1&amp;")], ["一、<b>=1+1&"], {}),
        (
            [
                para(
                    "甲",
                    properties=f"<w:pPrChange><w:pPr>{NUM}<w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange>",
                )
            ],
            ["甲"],
            {},
        ),
    ],
)  # fmt: skip
def test_what_a_body_can_hold(inside: list[str], paragraphs: list[str], counts: dict[str, int]) -> None:
    """Every element that carries text, hides it or stands beside it."""
    assert body(*inside) == (paragraphs, counts)


def test_everything_that_is_counted_is_told() -> None:
    """No count is lost for want of a sentence."""
    assert told(dict.fromkeys(REMARKS, 2)) == tuple(text.format(2) for text in REMARKS.values())
    taken = word.read(docx(para("甲", run("密", HIDDEN), f"<w:ins>{run('加')}</w:ins>")), "讲话.docx")
    assert told(taken.counts) == ("修订中加入的文字 1 处，已读入", "隐藏文字 1 处，未读入")
    assert set(taken.counts) <= set(REMARKS)


def test_strict_files_are_read_as_well() -> None:
    """The other namespace that Word can save in."""
    assert word.read(docx(para("甲"), space=STRICT), "讲话.docx").paragraphs == ("甲",)


STYLES = (
    '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="b"/></w:style>'
    '<w:style w:type="character" w:styleId="d"><w:rPr><w:vanish w:val="false"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="e"><w:basedOn w:val="f"/></w:style>'
    '<w:style w:type="character" w:styleId="f"><w:basedOn w:val="e"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def styled(style: str, *inside: str) -> str:
    """Return a paragraph in a style."""
    return para(*inside, properties=f'<w:pStyle w:val="{style}"/>')


def test_styles_hide_text_and_make_contents() -> None:
    """What is inherited counts, the run's own style and statement go before, circles end."""
    found = body(
        styled("a", "一、标题", "<w:r><w:tab/></w:r>", "3"),
        styled("c", "藏", run("露", '<w:rStyle w:val="d"/>'), run("也露", '<w:vanish w:val="0"/>')),
        para("甲", run("藏", '<w:rStyle w:val="e"/>')),
        styled("unknown", "乙"),
        styles=STYLES,
    )
    assert found == (["露也露", "甲", "乙"], {"contents": 1, "hidden": 2})


def test_tables_stand_in_their_place() -> None:
    """Each says how many paragraphs come before; cells are parted, their paragraphs by a line feed."""
    found = tables(
        para("前"),
        table(cell(para("序号")) + cell(para("任务")), cell(para("1")) + cell(para("甲"), para("乙"))),
        para("后"),
        table(cell() + cell()),
        table(cell(para("a")), cell(para("b"))),
    )
    assert found == (
        ["前", "后"],
        [Table(1, (("序号", "任务"), ("1", "甲\n乙"))), Table(2, (("a",), ("b",)))],
    )


def test_merged_cells_are_told_once() -> None:
    """Columns stay columns: where a cell goes on, it is empty."""
    wide, down = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    found = tables(
        table(
            cell(para("宽"), properties=wide) + cell(para("高"), properties=down),
            cell(para("a")) + cell(para("b")) + cell(para("x"), properties="<w:vMerge/>"),
            '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
            + cell(para("c"))
            + cell(para("d"))
            + "</w:tr>",
            "<w:tr><w:trPr><w:del/></w:trPr>" + cell(para("删去的行")) + "</w:tr>",
        )
    )
    assert found == ([], [Table(0, (("宽", "", "高"), ("a", "b", ""), ("", "c", "d")))])


def test_a_frame_is_no_table_and_an_inner_table_is_lines() -> None:
    """One cell round paragraphs is for looks; a table in a cell is part of its text."""
    inner = table(cell(para("甲")) + cell(para("乙")), cell(para("丙")) + cell())
    assert tables(table(cell(para("一、标题"), para("正文。")))) == (["一、标题", "正文。"], [])
    assert tables(table(cell(para("x"), inner, para("y")) + cell(para("z")))) == (
        [],
        [Table(0, (("x\n甲 乙\n丙\ny", "z"),))],
    )


def test_a_document_of_the_library_is_read() -> None:
    """Made by python-docx: headings, breaks, a table with merged cells, everything in order."""
    made = library.Document()
    made.add_heading("工作方案", 0)
    made.add_paragraph("一、加强领导").add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph("区司法局\t负责。")
    grid = made.add_table(2, 3)
    for at, text in enumerate(("单位", "任务", "时限")):
        grid.cell(0, at).text = text
    grid.cell(1, 0).merge(grid.cell(1, 1)).text = "区法院"
    made.add_paragraph("完")
    out = io.BytesIO()
    made.save(out)
    taken = word.read(out.getvalue(), "方案.docx")
    assert taken.paragraphs == ("工作方案", "一、加强领导", "区司法局 负责。", "完")
    assert taken.tables == (Table(3, (("单位", "任务", "时限"), ("区法院", "", ""))),)
    assert taken == word.read(out.getvalue(), "方案.docx")


def refusal(data: bytes) -> tuple[str, str]:
    """Return what is said of `data`, and the remedy."""
    with pytest.raises(Refused) as caught:
        word.read(data, "讲话.docx")
    return caught.value.message, caught.value.hint


SAVED = "用 Word 或 WPS 打开，另存为 .docx"


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"PK\x03\x04" + bytes(50), "讲话.docx 不是完好的 .docx 文件", SAVED),
        (docx(para("甲" * 500))[:400], "讲话.docx 不是完好的 .docx 文件", SAVED),
        (zipped({"a.txt": b"a"}), "讲话.docx 里没有 Word 正文，读不了", SAVED),
        (
            zipped({"xl/workbook.xml": b"<a/>"}),
            "讲话.docx 是 Excel 文件，不是 Word 文件",
            "draft 读讲话或方案；表格里的台账另作导入",
        ),
        (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
            "讲话.docx 是 OpenDocument 文件（.odt），不是 Word 文件",
            SAVED,
        ),
        (
            zipped({"OFD.xml": b"<a/>"}),
            "讲话.docx 是 OFD 版式文件，不是 Word 文件",
            "用阅读器转成 .docx，或把文字复制到 .txt 里",
        ),
        (
            docx(para(), para(run("全隐藏", HIDDEN))),
            "讲话.docx 里没有文字",
            "检查是不是选错了文件；扫描成图片的，先转成文字",
        ),
        (
            zipped({"word/document.xml": b"<w:document"}),
            "讲话.docx 的内容坏了，读不全",
            "用 Word 或 WPS 打开，另存一份 .docx",
        ),
        (
            docx("<w:p>" * 1100 + "</w:p>" * 1100),
            "讲话.docx 内容太多或嵌套太深，未读入",
            "只留需要的正文，另存一份 .docx",
        ),
        (
            zipped({"word/document.xml": b"<a>" + bytes(30_000_000) + b"</a>"}),
            "讲话.docx 太大，或展开后大得不正常，未读入",
            "只留需要的正文，另存一份，不超过 20 MB",
        ),
        (
            docx(para("&a;"), head='<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
            "讲话.docx 里有文档类型声明，可能不安全，未读入",
            "用 Word 或 WPS 打开，另存一份",
        ),
        (
            docx(para("&a;")),
            "讲话.docx 的内容坏了，读不全",
            "用 Word 或 WPS 打开，另存一份 .docx",
        ),
    ],
    ids=["head", "cut", "no body", "xlsx", "odt", "ofd", "empty", "xml", "deep", "bomb", "doctype", "entity"],
)
def test_what_cannot_be_read_is_refused(data: bytes, message: str, hint: str) -> None:
    """One sentence and a remedy."""
    assert refusal(data) == (message, hint)


def test_a_document_type_is_refused_wherever_it_stands() -> None:
    """In a part whose name does not tell that it is markup, in an encoding of two bytes."""
    text = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")
    main = relations('Type="x/officeDocument" Target="a.bin"')
    assert refusal(zipped({"_rels/.rels": main, "a.bin": text})) == (
        "讲话.docx 里有文档类型声明，可能不安全，未读入",
        "用 Word 或 WPS 打开，另存一份 .docx",
    )


def test_too_much_text_or_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted while reading: letters, cells, soft breaks."""
    monkeypatch.setattr("fazhi_cli.intake.body.TEXT_LIMIT", 100)
    monkeypatch.setattr("fazhi_cli.intake.body.LINE_LIMIT", 5)
    assert body(para("甲" * 100))[0] == ["甲" * 100]
    assert refusal(docx(para("甲" * 101)))[0].startswith("讲话.docx 超过 ")
    wide = cell(properties='<w:gridSpan w:val="51"/>')
    assert refusal(docx(table(wide + wide)))[0] == "讲话.docx 的表格太大，未读入"
    assert refusal(docx(para(f"<w:r>{'<w:t>a</w:t><w:br/>' * 6}</w:r>")))[0] == "讲话.docx 换行太多，未读入"


def test_parts_elsewhere_are_found_and_those_outside_are_not_looked_for(tmp_path: Path) -> None:
    """The body may have any name; a relationship out of the file leads nowhere."""
    main = relations('Type="x/officeDocument" Target="/a/b.xml"')
    out = relations(f'Type="x/styles" TargetMode="External" Target="{tmp_path}/s.xml"')
    text = f'<w:document xmlns:w="{STRICT}"><w:body>{para("甲")}</w:body></w:document>'
    data = zipped({"_rels/.rels": main, "a/_rels/b.xml.rels": out, "a/b.xml": text.encode()})
    assert word.read(data, "讲话.docx").paragraphs == ("甲",)
