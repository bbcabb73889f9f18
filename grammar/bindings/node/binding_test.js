// Tests the binding as its users have it: installed, beside the `tree-sitter` package.

import assert from "node:assert";
import { test } from "node:test";
import Parser from "tree-sitter";
import language from "tree-sitter-debate";

const BRIEF = "Sanctions harden the regime\n\nChoi 21 [Joseph Choi, 9-2-21]\n\nPressure was supposed to produce a deal.\n";

test("parses a card", () => {
  const parser = new Parser();
  parser.setLanguage(language);
  const card = parser.parse(BRIEF).rootNode.child(0);
  assert.equal(card.type, "card");
  assert.equal(card.childForFieldName("tag").text, "Sanctions harden the regime");
  const shortCite = card.childForFieldName("cite").child(0);
  assert.equal(shortCite.childForFieldName("year").text, "21");
});

test("brings its queries and kinds of nodes", () => {
  for (const name of ["HIGHLIGHTS_QUERY", "INJECTIONS_QUERY", "LOCALS_QUERY", "TAGS_QUERY"]) {
    assert.ok(new Parser.Query(language, language[name]), name);
  }
  assert.ok(language.nodeTypeInfo.some(({ type }) => type === "card"));
});
