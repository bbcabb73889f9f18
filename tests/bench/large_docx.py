#!/usr/bin/env python3
"""Writes a Word file like the largest real ones: 140,000 runs, 4,085 styles, 25 MB of XML.  tests/bench/large_docx.py FILE"""
import random, sys, zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORDS = "deterrence sanctions the of war congress escalation growth markets policy courts evidence states and".split()
STYLES, RUNS = 4085, 140_000


def main():
    choose = random.Random(1)
    names = {"Heading3": "heading 3", "Heading4": "heading 4", "Cite": "Style 13 pt Bold", "Underline": "Style Underline"}
    styles = "".join(
        f'<w:style w:type="{"paragraph" if id.startswith("Heading") else "character"}" w:styleId="{id}">'
        f'<w:name w:val="{name}"/></w:style>' for id, name in names.items())
    styles += "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="s{n}"><w:name w:val="Copied {n}"/>'
        f'<w:basedOn w:val="s{n // 2}"/><w:rPr><w:sz w:val="22"/></w:rPr></w:style>' for n in range(1, STYLES - 3))

    def run(style, text):
        return f'<w:r w:rsidRPr="00AB12CD"><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text} </w:t></w:r>'

    def words(count):
        return " ".join(choose.choice(WORDS) for _ in range(count))

    body, runs = [], 0
    while runs < RUNS:
        if runs % 7 == 0:
            body.append(f'<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr>{run("", "AT: " + words(3))}</w:p>')
        body.append(f'<w:p><w:pPr><w:pStyle w:val="Heading4"/></w:pPr>{run("", words(9))}</w:p>')
        body.append(f'<w:p>{run(chr(60) + "w:rStyle w:val=" + chr(34) + "Cite" + chr(34) + "/>", "Choi 21")}'
                    f'{run("", "Joseph Choi, professor of law at Yale, “Off,” The Hill, 9-2-21")}</w:p>')
        styles_of_body = ['<w:rStyle w:val="Underline"/>', '<w:rStyle w:val="Underline"/><w:highlight w:val="cyan"/>',
                          f'<w:rStyle w:val="s{choose.randrange(1, STYLES - 3)}"/>', '<w:sz w:val="16"/>']
        body.append("<w:p>" + "".join(run(choose.choice(styles_of_body), words(9)) for _ in range(40)) + "</w:p>")
        runs += 44
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
        f'"{KIND}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{TYPES}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{TYPES}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/document.xml": f'<w:document {W}><w:body>{"".join(body)}</w:body></w:document>',
    }
    with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as file:
        for name, xml in parts.items():
            file.writestr(name, HEAD + xml)
    print(f"{sum(len(xml.encode()) for xml in parts.values()) / 1e6:.1f} MB of XML, {runs} runs, {STYLES} styles")


main()
