-- What is coloured how: the names are those every colour scheme knows.
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

-- Whether the first place of `text` on a line is coloured as `name`.
local function coloured(line, text, name)
  local names = captures(line, text)
  expect.same(("%s is @%s: %s"):format(text, name, vim.inspect(names)), true, vim.tbl_contains(names, name))
end

expect.run("colours", function()
  expect.open(brief)
  coloured(1, "Affirmative", "markup.heading.1")
  coloured(2, "Solvency", "markup.heading.2")
  coloured(3, "AT", "markup.heading.3")
  coloured(4, "It is", "markup.heading.4")
  coloured(5, "Wallace", "markup.strong")
  coloured(5, "21", "string.special")
  coloured(5, "“The price", "markup.link")
  coloured(5, "May 3", "string.special")
  coloured(5, "https", "markup.link.url")
  coloured(6, "lower", "markup.underline")
  coloured(6, "anyone", "markup.strong")
  coloured(6, "thought", "markup.raw")
  coloured(7, "ask", "comment")
  coloured(6, "price", "spell")
  coloured(5, "Ledger", "nospell")

  -- A cite as people type it, of which the parser sees little: the server tells the rest.
  vim.cmd.edit(expect.seed)
  expect.server()
  local function told(line, text)
    local column = assert(vim.fn.getline(line):find(text, 1, true), text) - 1
    local types = {}
    for _, token in ipairs(vim.lsp.semantic_tokens.get_at_pos(0, line - 1, column) or {}) do
      types[#types + 1] = token.type
    end
    return types
  end
  expect.same("no short cite", false, vim.tbl_contains(captures(25, "Telegraph"), "markup.strong"))
  expect.same("a day", true, vim.tbl_contains(captures(25, "9-15"), "string.special"))
  expect.await("the server's colours", function()
    return #told(25, "Telegraph") > 0
  end)
  for text, kind in pairs({ ["9-16"] = "date", ["21"] = "date", ["United States/"] = "title" }) do
    expect.same(text, { kind }, told(37, text))
    local group = vim.api.nvim_get_hl(0, { name = ("@lsp.type.%s.debate"):format(kind) })
    expect.same(kind .. " has a colour", "string", type(group.link))
  end

  vim.cmd.colorscheme("habamax")
  expect.same("highlighted text looks so", "Search", vim.api.nvim_get_hl(0, { name = "@markup.raw.debate" }).link)
end)
