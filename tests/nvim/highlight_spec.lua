-- Highlight groups of a brief: names that every color scheme defines.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

local brief = {
  "# Affirmative",
  "## Solvency",
  "### AT: Cost",
  "#### It is cheap",
  "**Wallace 21** – Ada Wallace, “The price,” The Ledger, May 3, 2021, https://ledger.example/price, accessed 6-1-21",
  "The price is __lower than **anyone** had ==thought==__ a year before.",
  "<!-- ask Ada -->",
}

local function captures(line, text)
  local column = assert(vim.fn.getline(line):find(text, 1, true), text) - 1
  return vim.tbl_map(function(capture)
    return capture.capture
  end, vim.treesitter.get_captures_at_pos(0, line - 1, column))
end

-- Checks that the first `text` on a line is highlighted as `name`.
local function highlighted(line, text, name)
  local names = captures(line, text)
  expect.same(("%s is @%s: %s"):format(text, name, vim.inspect(names)), true, vim.tbl_contains(names, name))
end

expect.run("colors", function()
  expect.open(brief)
  highlighted(1, "Affirmative", "markup.heading.1")
  highlighted(2, "Solvency", "markup.heading.2")
  highlighted(3, "AT", "markup.heading.3")
  highlighted(4, "It is", "markup.heading.4")
  highlighted(5, "Wallace", "markup.strong")
  highlighted(5, "21", "string.special")
  highlighted(5, "“The price", "markup.link")
  highlighted(5, "May 3", "string.special")
  highlighted(5, "https", "markup.link.url")
  highlighted(6, "lower", "markup.underline")
  highlighted(6, "anyone", "markup.strong")
  highlighted(6, "thought", "markup.raw")
  highlighted(7, "ask", "comment")
  highlighted(6, "price", "spell")
  highlighted(5, "Ledger", "nospell")

  -- A cite as people type it: the parser finds few of its fields, and the server finds the rest.
  vim.cmd.edit(expect.seed)
  expect.server()
  local function token_types(line, text)
    local column = assert(vim.fn.getline(line):find(text, 1, true), text) - 1
    local types = {}
    for _, token in ipairs(vim.lsp.semantic_tokens.get_at_pos(0, line - 1, column) or {}) do
      types[#types + 1] = token.type
    end
    return types
  end
  expect.same("no short cite", false, vim.tbl_contains(captures(25, "Telegraph"), "markup.strong"))
  expect.same("a date", true, vim.tbl_contains(captures(25, "9-15"), "string.special"))
  expect.await("the server's colors", function()
    return #token_types(25, "Telegraph") > 0
  end)
  for text, kind in pairs({ ["9-16"] = "date", ["21"] = "date", ["United States/"] = "title" }) do
    expect.same(text, { kind }, token_types(37, text))
    local group = vim.api.nvim_get_hl(0, { name = ("@lsp.type.%s.debate"):format(kind) })
    expect.same(kind .. " has a color", "string", type(group.link))
  end

  vim.cmd.colorscheme("habamax")
  local link = vim.api.nvim_get_hl(0, { name = "@markup.raw.debate" }).link
  expect.same("highlighted text looks like a search match", "Search", link)
end)
