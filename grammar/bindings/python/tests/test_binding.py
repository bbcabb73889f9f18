"""Tests the binding as its users have it: installed, beside the `tree_sitter` package."""

from unittest import TestCase

import tree_sitter_debate
from tree_sitter import Language, Parser, Query

BRIEF = "Sanctions harden the regime\n\nChoi 21 [Joseph Choi, 9-2-21]\n\nPressure was supposed to produce a deal.\n"


class TestBinding(TestCase):
    def setUp(self):
        self.language = Language(tree_sitter_debate.language())

    def test_parses_a_card(self):
        tree = Parser(self.language).parse(BRIEF.encode())
        card = tree.root_node.children[0]
        self.assertEqual(card.type, "card")
        self.assertEqual(card.child_by_field_name("tag").text, b"Sanctions harden the regime")
        short_cite = card.child_by_field_name("cite").children[0]
        self.assertEqual(short_cite.child_by_field_name("year").text, b"21")

    def test_brings_its_queries(self):
        for name in ("HIGHLIGHTS_QUERY", "INJECTIONS_QUERY", "LOCALS_QUERY", "TAGS_QUERY"):
            with self.subTest(name):
                Query(self.language, getattr(tree_sitter_debate, name))
