import assert from 'node:assert/strict';
import { test } from 'node:test';

import { card, isCitable } from './card';
import { read } from './html';
import { cardText, isMarked } from './marks';

const pasted = (html: string) => cardText(read(html));

test('underlining, bold and highlighting of Word become marks', () => {
  const word = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><style><!--
    span.StyleUnderline {mso-style-name:"Style Underline,Underline"; text-decoration:underline;}
    span.Emphasis {mso-style-name:Emphasis; border:solid windowtext 1.0pt; font-weight:bold; text-decoration:underline;}
    span.Style13ptBold {mso-style-name:"Style 13 pt Bold,Cite"; font-weight:bold;}
    --></style><title>Old</title></head><body><p>not copied</p><!--StartFragment-->
    <h4>Talks fail</h4>
    <p class=MsoNormal><span class=Style13ptBold>Choi 21</span> – Joseph Choi, The Hill</p>
    <p class=MsoNormal>Three of <span class=StyleUnderline>them <span style='background:yellow;mso-highlight:yellow'>ended
    soon</span> and </span><span class=Emphasis>badly</span><span class=StyleUnderline>.</span></p><!--EndFragment--><p>nor this</p></body></html>`;
  assert.equal(pasted(word), '#### Talks fail\n\n**Choi 21** – Joseph Choi, The Hill\n\nThree of __them ==ended soon== and **badly**.__');
});

test('a page keeps its bold and marked words, and its headings are text', () => {
  const page = '<meta charset="utf-8"><h2 style="background-color: rgb(255, 255, 255)">Why</h2><p>It <b>fell</b> <a href="https://a.org" style="text-decoration: underline">by half</a>.<br>And <mark>rose</mark> <u>again</u></p>';
  assert.equal(pasted(page), 'Why\n\nIt **fell** by half.\n\nAnd ==rose== __again__');
});

test('a document of which all is bold by its tag is not', () => {
  const clipboard = read('<b style="font-weight:normal"><p><span style="font-weight:400">It fell.</span></p></b>');
  assert.equal(isMarked(clipboard), false);
  assert.equal(cardText(clipboard), 'It fell.');
});

test('a mark begins with its word, and the signs of the text stay text', () => {
  assert.equal(pasted('<p>pro<mark>liferation</mark> of a__b and 5 == 5</p>'), '__pro__==liferation== of a\\__b and 5 \\== 5');
  assert.equal(pasted('<p><u> a <mark>b </mark></u>c</p>'), '__a ==b==__ c');
});

test('what is not shown is not pasted', () => {
  assert.equal(pasted('<p>one<span style="display:none">two</span><script>three</script></p><p> </p>'), 'one');
});

const HEAD = `<html><head><title>Talks | The Ledger</title><meta property="og:title" content="Talks &quot;off&quot;, says ministry">
  <meta property="og:site_name" content="The Ledger"><meta name="author" content="By Ann Marsh and Joseph van der Berg">
  <meta property="article:published_time" content="2021-09-07T10:00:00Z"><link rel="canonical" href="https://example.org/talks"></head>`;
const TODAY = new Date(2021, 9, 1);
const text = (html: string, body = 'It fell.') =>
  card(read(html).page, body, TODAY)
    .map((part) => ('text' in part ? part.text : `{${part.gap}}`))
    .join('');

test('a card has the cite of its page', () => {
  assert.equal(
    text(`${HEAD}<body><p>It fell.</p></body></html>`),
    '#### {What the evidence says}\n\nMarsh & van der Berg 21, Ann Marsh and Joseph van der Berg, {qualifications}, 9-7-21, “Talks ‘off’, says ministry,” The Ledger, https://example.org/talks, accessed 10-1-21\n\nIt fell.',
  );
});

test('what a page does not say is left to fill in', () => {
  const partial = '<article><h1 itemprop="headline">Why?</h1><span itemprop="author">Choi, Joseph</span><time datetime="2021-09">September</time><p>It fell.</p></article>';
  assert.equal(
    text(partial),
    '#### {What the evidence says}\n\nChoi 21, Joseph Choi, {qualifications}, 2021-09, “Why?” {Publication}, {https://}, accessed 10-1-21\n\nIt fell.',
  );
});

test('linked data is read, and bad data is passed over', () => {
  const data = JSON.stringify({ '@graph': [{ '@type': 'NewsArticle', headline: 'Up', datePublished: '2020-05-06', author: [{ name: 'Ada Osei' }], publisher: { name: 'Review' } }] });
  const { page } = read(`<script type="application/ld+json">${data}</script><script>{bad</script><p>It fell.</p>`);
  assert.deepEqual(page, { title: 'Up', authors: ['Ada Osei'], site: 'Review', date: '2020-05-06' });
});

test('a page that names nothing gives no cite', () => {
  assert.equal(isCitable(read('<p>It fell.</p>').page), false);
  assert.equal(isCitable(read('<title>Up</title><p>It fell.</p>').page), false);
  assert.equal(isCitable(read('<title>Up</title><time datetime="2020"></time>').page), true);
  assert.deepEqual(read('<meta name="author" content="https://a.org/marsh"><meta name="date" content="yesterday"><meta property="og:url" content="javascript:alert(1)">').page, { authors: [] });
});

test('odd HTML is read in linear time, and without an error', () => {
  const deep = '<div>'.repeat(20_000);
  assert.deepEqual(read(deep).paragraphs, []);
  assert.equal(pasted(`<p>a</b></p></div><p>b`), 'a\n\nb');
  assert.equal(cardText(read(`<p>${'<b>x</b> y '.repeat(20_000)}</p>`)).length > 100_000, true);
});
