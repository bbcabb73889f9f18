-- The queries for Helix and Zed fit the grammar, use only names that these editors support, and find the right nodes.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

-- Helix: book/src/themes.md, "Syntax highlighting" (only the names that we may need);
-- book/src/guides/textobject.md; book/src/guides/tags.md.
-- Zed: docs/src/extensions/languages.md, "Syntax highlighting", "Code outline/structure", "Text objects".
local supported_names = {
  ["editors/helix/queries/highlights.scm"] = [[
    comment.line comment.block comment.unused comment constant.numeric constant constructor embedded function keyword
    label markup.bold markup.heading.1 markup.heading.2 markup.heading.3 markup.heading.4 markup.heading.5
    markup.heading.6 markup.heading.marker markup.italic markup.link.label markup.link.text markup.link.url
    markup.quote markup.raw.block markup.raw.inline markup.strikethrough namespace operator punctuation.bracket
    punctuation.delimiter punctuation.special special string.special.url string.special string tag type variable
  ]],
  ["editors/helix/queries/textobjects.scm"] = [[
    class.around class.inside comment.around comment.inside entry.around entry.inside function.around function.inside
    parameter.around parameter.inside test.around test.inside
  ]],
  ["editors/helix/queries/tags.scm"] = [[
    name definition.class definition.constant definition.enum definition.field definition.function
    definition.interface definition.macro definition.module definition.section definition.struct definition.type
  ]],
  ["editors/zed/languages/debate/highlights.scm"] = [[
    attribute comment comment.doc constant constructor embedded emphasis emphasis.strong enum function hint keyword
    label link_text link_uri number operator predictive preproc primary property punctuation punctuation.bracket
    punctuation.delimiter punctuation.list_marker punctuation.special string string.escape string.regex
    string.special string.special.symbol tag text.literal title type variable variable.special variant
  ]],
  ["editors/zed/languages/debate/outline.scm"] = "item name context context.extra annotation",
  ["editors/zed/languages/debate/textobjects.scm"] = [[
    class.around class.inside comment.around comment.inside function.around function.inside
  ]],
}

local brief = {
  "# Affirmative",
  "## Solvency",
  "### AT: Cost",
  "#### It is cheap",
  "**Wallace 21** – Ada Wallace, economist, “The price,” The Ledger, May 3, 2021",
  "The price of it all is lower than anyone had thought a year before.",
  "#### We need no evidence for this",
}

local function read(path)
  return table.concat(vim.fn.readfile(expect.root .. "/" .. path), "\n")
end

-- The first lines of the nodes that a query captures as `name`.
local function captured(path, name)
  local query = vim.treesitter.query.parse("debate", read(path))
  local root = vim.treesitter.get_parser(0, "debate"):parse()[1]:root()
  local texts = {}
  for capture, node in query:iter_captures(root, 0) do
    if query.captures[capture] == name then
      texts[#texts + 1] = vim.split(vim.treesitter.get_node_text(node, 0), "\n")[1]
    end
  end
  return texts
end

expect.run("Helix and Zed", function()
  expect.open(brief)

  local queries = {}
  for _, folder in ipairs({ "editors/helix/queries", "editors/zed/languages/debate" }) do
    for _, path in ipairs(vim.fn.globpath(expect.root .. "/" .. folder, "*.scm", false, true)) do
      queries[#queries + 1] = path:sub(#expect.root + 2)
    end
  end
  expect.same("every query is tested", vim.fn.sort(vim.tbl_keys(supported_names)), vim.fn.sort(queries))

  for path, names in pairs(supported_names) do
    local allowed = vim.split(vim.trim(names), "%s+")
    for _, name in ipairs(vim.treesitter.query.parse("debate", read(path)).captures) do
      expect.same(("%s: @%s"):format(path, name), true, vim.tbl_contains(allowed, name))
    end
  end

  local names = { "Affirmative", "Solvency", "AT: Cost", "It is cheap", "We need no evidence for this" }
  expect.same("Zed's outline", names, captured("editors/zed/languages/debate/outline.scm", "name"))
  expect.same("Helix's symbols", names, captured("editors/helix/queries/tags.scm", "name"))
  expect.same("Helix's blocks", { names[2] }, captured("editors/helix/queries/highlights.scm", "markup.heading.2"))
  for _, path in ipairs({ "editors/helix/queries/textobjects.scm", "editors/zed/languages/debate/textobjects.scm" }) do
    expect.same(path .. ": cards", { brief[4], brief[7] }, captured(path, "function.around"))
    expect.same(path .. ": evidence", { brief[6] }, captured(path, "function.inside"))
    expect.same(path .. ": sections", { brief[1], brief[2], brief[3] }, captured(path, "class.around"))
  end
end)
