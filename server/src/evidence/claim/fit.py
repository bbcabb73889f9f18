#!/usr/bin/env python3
"""Fits model.txt: which line of a brief is a claim whose cite is missing.

    python3 -m venv VENV && VENV/bin/pip install numpy scikit-learn lightgbm
    VENV/bin/python fit.py CORPUS [--write]

CORPUS holds files.tsv (name and maker of each file) and bare/NAME.txt with bare/NAME.roles.tsv (line, role). From each
card in turn the cite is removed: its tag is then a claim without a cite. All other lines of the untouched files are not.

Two steps: a linear model weighs words and pairs of words, of tags against sentences of articles; then trees weigh these
sums with the other features. The program itself computes all features, so they cannot differ from those it uses: it is
built with an empty model, which passes every line on.
Printed is what is found of the files of each maker by a model that was fitted to the files of all others. With --write,
a model fitted to all files replaces model.txt.
"""
import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import tempfile

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = f"{HERE}/model.txt"
# Features that tell the maker rather than the line, or what the grammar takes lines for, which changes with it.
UNUSED = {"file-tag-diction", "file-cards", "is-tag", "is-analytic", "is-heading", "below-is-tag", "above-is-tag"}
# Known before the texts above and below are compared, which is not done for lines that the sieve holds back.
COMPARED = {"words-in-below", "words-in-above", "words-difference", "names-in-below", "cohesion", "cohesion-names"}
WORDS = 1500
TREES, LEAVES, RATE = 160, 8, 0.06
SIEVE_TREES, SIEVE_LEAVES = 25, 6
SEEDS = 1


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--profile", default="release", help="Cargo’s profile for the program")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--alarms", type=float, default=2.5, help="false alarms per 100 cards that are allowed")
    parser.add_argument("--show", action="store_true", help="list false alarms and claims that are not found")
    return parser.parse_args()


def build(profile):
    """the path of the program that prints features, with an empty model in it"""
    command = ["cargo", "build", "--quiet", "--profile", profile, "--package", "debate-ls", "--example", "claim_features",
               "--message-format", "json"]
    before = open(MODEL, encoding="utf-8").read()
    try:
        open(MODEL, "w", encoding="utf-8").close()
        done = subprocess.run(command, cwd=HERE, stdout=subprocess.PIPE, text=True, check=True)
    finally:
        with open(MODEL, "w", encoding="utf-8") as file:
            file.write(before)
    programs = [json.loads(line).get("executable") for line in done.stdout.splitlines()]
    program = tempfile.NamedTemporaryFile(prefix="claim_features", delete=False).name
    shutil.copy([path for path in programs if path][-1], program)
    return program


def read(corpus):
    """name -> (maker, [(line, role)])"""
    files = {}
    for row in open(f"{corpus}/files.tsv", encoding="utf-8").read().splitlines()[1:]:
        name, maker = row.split("\t")[0], row.split("\t")[7]
        text = open(f"{corpus}/bare/{name}.txt", encoding="utf-8", newline="").read().split("\n")
        roles = open(f"{corpus}/bare/{name}.roles.tsv", encoding="utf-8").read().splitlines()
        files[name] = maker, [(text[int(n) - 1], role) for n, role, *_ in (r.split("\t") for r in roles if r)]
    return files


def run(program, args, text=None):
    done = subprocess.run([program, *args], input=text, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def examples(files, program, gap):
    """(names of features, one example for each line: file, rows of the line above, itself and below, label, features);
    the label is 1 for a tag whose cite was removed, 0 for a line of the untouched file"""
    step, made, found = len(gap), [], []
    with tempfile.TemporaryDirectory() as folder:
        def write(rows, name):
            path = f"{folder}/{name}.debate"
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write("".join(line + gap for line, _ in rows))
            return path

        for name, (_, rows) in files.items():
            made.append((write(rows, name), None, (name, None, None)))
            for i in range(len(rows) - 2):
                end = i + 1
                while end < len(rows) and rows[end][1] == "cite":
                    end += 1
                if rows[i][1] == "tag" and i + 1 < end < len(rows) and rows[end][1] == "body":
                    made.append((write(rows[: i + 1] + rows[end:], f"{name}.{i}"), 1 + step * i, (name, i, end)))
        about = {path: what for path, _, what in made}
        named = [path if line is None else f"{path}@{line}" for path, line, _ in made]
        for first in range(0, len(named), 200):
            features, *lines = run(program, named[first : first + 200])
            for line in lines:
                name, i, end = about[line["file"]]
                at = (line["line"] - 1) // step if i is None else i
                below = at + 1 if i is None else end
                found.append((name, at, below, int(i is not None), np.array(line["features"], dtype=np.float32)))
    cards = len(made) - len(files)
    return features, found, cards


class Diction:
    """The weights of words and their pairs: tags against sentences of articles."""

    def __init__(self, terms, labels, weights):
        count = collections.Counter(term for line in terms for term in set(line))
        self.index = {term: n for n, term in enumerate(sorted(t for t, c in count.items() if c >= 4))}
        model = LogisticRegression(C=0.3, max_iter=300)
        model.fit(self.matrix(terms), labels, sample_weight=weights)
        order = np.argsort(-np.abs(model.coef_[0]))[:WORDS]
        names = list(self.index)
        self.weights = {names[n]: round(float(model.coef_[0][n]), 2) for n in order}
        self.weights = {term: weight for term, weight in self.weights.items() if weight}

    def matrix(self, terms):
        rows, columns = [], []
        for row, line in enumerate(terms):
            for column in {self.index[term] for term in line if term in self.index}:
                rows.append(row)
                columns.append(column)
        return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(terms), len(self.index)))

    def scores(self, terms):
        """as in shape.rs"""
        sums = [self.weights.get(term, 0.0) for term in terms]
        return sum(sums) / (4 + len(terms) // 2), sum(sums[:6])


def sentences(rows):
    """(text, label) to learn diction from: what the debater wrote, and what was quoted"""
    for line, role in rows:
        if role in ("tag", "analytic"):
            yield line, 1
        elif role == "body":
            yield line, 0
            yield from ((part, 0) for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“])", line)[1:12])


def main():
    args = arguments()
    files = read(args.corpus)
    program = build(args.profile)
    names, found, cards = examples(files, program, "\n\n")
    used = [n for n, name in enumerate(names) if name not in UNUSED]
    maker = {name: maker for name, (maker, _) in files.items()}
    makers = sorted(set(maker.values()))
    terms = {}
    spoken = []
    for name, (_, rows) in files.items():
        lines = [line for line, _ in rows]
        terms[name] = run(program, ["--terms"], "\n".join(lines) + "\n")
        quoted = list(sentences(rows))
        quoted_terms = run(program, ["--terms"], "\n".join(line for line, _ in quoted) + "\n")
        spoken += [(maker[name], words, label) for words, (_, label) in zip(quoted_terms, quoted)]

    def diction(makers):
        chosen = [(words, label, who) for who, words, label in spoken if who in makers]
        count = collections.Counter((who, label) for _, label, who in chosen)
        weights = [1 / count[who, label] ** 0.5 for _, label, who in chosen]
        weights = np.array(weights) * len(weights) / sum(weights)
        return Diction([words for words, _, _ in chosen], [label for _, label, _ in chosen], weights)

    at = {name: n for n, name in enumerate(names)}

    def features(example, diction):
        name, i, below, label, values = example
        values = values.copy()
        lines = terms[name]
        values[at["diction"]], values[at["diction-first"]] = diction.scores(lines[i])
        values[at["below-diction"]] = diction.scores(lines[below])[0] if below < len(lines) else 0
        values[at["above-diction"]] = diction.scores(lines[i - 1])[0] if values[at["above"]] else 0
        values[at["diction-minus-below"]] = values[at["diction"]] - values[at["below-diction"]]
        return values[used]

    without = {who: diction([other for other in makers if other != who]) for who in makers}
    table = np.array([features(example, without[maker[example[0]]]) for example in found])
    labels = np.array([example[3] for example in found])
    who = np.array([maker[example[0]] for example in found])
    roles = [files[name][1][i][1] for name, i, *_ in found]
    # A tag that is a candidate in an untouched file has no cite there, or one that is not found: no example of anything.
    fit = np.array([label == 1 or not role.startswith("tag") for label, role in zip(labels, roles)])
    count = collections.Counter(zip(who, labels))
    weights = np.array([1 / count[key] ** 0.5 for key in zip(who, labels)])

    def trees(rows, seed):
        weight = weights[rows] / weights[rows].mean()
        data = lightgbm.Dataset(table[rows], labels[rows], weight=weight, feature_name=[names[n].replace("-", "_") for n in used])
        options = dict(objective="binary", num_leaves=LEAVES, learning_rate=RATE, feature_fraction=0.4, verbose=-1, seed=seed,
                       bagging_fraction=0.7, bagging_freq=1, min_data_in_leaf=15, lambda_l2=5.0, num_threads=1, deterministic=True)
        return lightgbm.train(options, data, TREES)

    score = np.zeros(len(found))
    for left_out in makers:
        rows = np.flatnonzero((who != left_out) & fit)
        test = np.flatnonzero(who == left_out)
        for seed in range(SEEDS):
            score[test] += trees(rows, seed).predict(table[test], raw_score=True) / SEEDS
    real = np.flatnonzero((labels == 1) & [len(files[name][1][below][0]) > 200 for name, _, below, *_ in found])
    total = sum(1 for name, (_, rows) in files.items() for i in range(len(rows) - 2)
                if rows[i][1] == "tag" and rows[i + 1][1] == "cite" and rows[i + 2][1] == "body" and len(rows[i + 2][0]) > 200)
    print(f"{len(found)} lines, {labels.sum()} claims of {cards} cards are candidates")
    untouched = np.sort(score[labels == 0])[::-1]
    all_cards = sum(rows[i][1] == "tag" and rows[i + 1][1] == "cite" for _, rows in files.values() for i in range(len(rows) - 1))
    limit = 0.0
    for alarms in sorted({0.5, 1, 1.5, 2, 2.5, 3, 4, args.alarms}):
        limit_here = untouched[int(alarms * all_cards / 100)]
        rate = (score[labels == 1] > limit_here).sum() / cards
        mean = np.mean([(score[(labels == 1) & (who == one)] > limit_here).mean() for one in makers if count[one, 1]])
        print(f"left out by maker: {alarms} false alarms in 100 cards, found {rate:.3f} (mean of makers {mean:.3f}), limit {limit_here:.2f}")
        if alarms == args.alarms:
            limit = limit_here
    for one in makers:
        mine = who == one
        print(one, "found", int((score[mine & (labels == 1)] > limit).sum()), "of", int((mine & (labels == 1)).sum()),
              "false", int((score[mine & (labels == 0)] > limit).sum()))
    if args.show:
        for n in np.argsort(-score):
            if labels[n] == 0 and score[n] > limit:
                name, i, below, *_ = found[n]
                rows = files[name][1]
                print(f"FALSE {score[n]:.2f} {name} {roles[n]}: {rows[i][0][:150]} || {rows[min(below, len(rows)-1)][0][:80]}")
        for n in np.argsort(score):
            if labels[n] == 1 and score[n] <= limit:
                name, i, below, *_ = found[n]
                print(f"NOT FOUND {score[n]:.2f} {name}: {files[name][1][i][0][:150]} || {files[name][1][below][0][:80]}")
    model = trees(np.flatnonzero(fit), 0)
    first = [n for n, name in enumerate(names[n] for n in used)
             if name not in COMPARED and not name.startswith(("file-", "like-"))]
    inside = fit & (table[:, [names[n] for n in used].index("is-body")] == 1)
    sieved = np.zeros(len(found))
    for left_out in makers:
        rows, test = np.flatnonzero((who != left_out) & inside), np.flatnonzero(who == left_out)
        sieved[test] = sieve(table[:, first], labels, weights, rows).predict(table[test][:, first], raw_score=True)
    good = inside & (labels == 1) & (score > limit)
    sieve_limit = np.quantile(sieved[good], 0.01)
    print(f"the sieve passes {np.mean(sieved[good] >= sieve_limit):.3f} of the claims in bodies that are found, and",
          f"{np.mean(sieved[inside & (labels == 0)] >= sieve_limit):.3f} of the other paragraphs")
    importance = sorted(zip(model.feature_importance("gain"), (names[n] for n in used)), reverse=True)
    print("most telling:", ", ".join(f"{name} {gain:.0f}" for gain, name in importance[:40]))
    if args.write:
        first_model = sieve(table[:, first], labels, weights, np.flatnonzero(inside))
        write(diction(makers), limit, sieve_limit, [("sieve", first_model, [used[n] for n in first]), ("tree", model, used)])


def sieve(table, labels, weights, rows):
    """a small model of the paragraphs of bodies"""
    data = lightgbm.Dataset(table[rows], labels[rows], weight=weights[rows] / weights[rows].mean())
    options = dict(objective="binary", num_leaves=SIEVE_LEAVES, learning_rate=0.15, verbose=-1, seed=0, min_data_in_leaf=15,
                   lambda_l2=5.0, num_threads=1, deterministic=True)
    return lightgbm.train(options, data, SIEVE_TREES)


HEADER = """# The weights of the model of claims without a cite. Written by fit.py, which see; do not edit.
# Fitted to 25 files of 16 makers. No words of theirs are here but those that many debaters use.
# word: how much a word, or a pair of words, speaks for a debater’s claim; ^ is the line’s beginning
# tree: nodes, the first is the root; feature<=limit?if so:if not, or what a leaf adds to the score
# threshold: the lowest score that is reported
# sieve, sieve-threshold: the same for paragraphs of bodies, before the texts above and below are compared
"""


def write(diction, limit, sieve_limit, models):
    with open(MODEL, "w", encoding="utf-8") as file:
        file.write(HEADER)
        file.write(f"threshold\t{limit:.2f}\nsieve-threshold\t{sieve_limit:.2f}\n")
        for term, weight in sorted(diction.weights.items()):
            file.write(f"word\t{weight:g}\t{term}\n")
        for kind, model, used in models:
            for tree in model.dump_model()["tree_info"]:
                nodes = []
                number(tree["tree_structure"], nodes, used)
                file.write(f"{kind}\t" + "\t".join(nodes) + "\n")


def number(node, nodes, used):
    """adds the nodes of a tree, and gives the number of its root"""
    mine = len(nodes)
    nodes.append("")
    if "leaf_value" in node:
        nodes[mine] = f"{node['leaf_value']:.4f}"
    else:
        low, high = (number(node[child], nodes, used) for child in ("left_child", "right_child"))
        nodes[mine] = f"{used[node['split_feature']]}<={node['threshold']:.5g}?{low}:{high}"
    return mine


if __name__ == "__main__":
    main()
