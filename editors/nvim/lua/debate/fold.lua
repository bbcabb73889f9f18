-- How a brief folds: a card to its tag and short cite, a block to its heading and the number of its cards.
local M = {}

local tree = require("debate.tree")

-- How much of the line a source may take.
local widest_source = 40

-- Cuts `text` to `cells` of the screen.
local function cut(text, cells)
  if vim.fn.strdisplaywidth(text) <= cells then
    return text
  end
  return vim.trim(vim.fn.strcharpart(text, 0, math.max(cells - 1, 0))) .. "…"
end

-- `Telegraph Media, 9-15` is the beginning of `Telegraph Media, 9-15, 21`: a day may have its year behind it.
local function with_year(short_cite, cite)
  local year = tree.field(short_cite, "year")
  if not year or not vim.treesitter.get_node_text(year, 0):find("%d%s*[-/]%s*%d") then
    return tree.words(short_cite, 0)
  end
  local row, column = select(3, short_cite:range())
  local last, last_column = select(3, cite:range())
  local rest = table.concat(vim.api.nvim_buf_get_text(0, row, column, last, last_column, {}), " ")
  local behind = rest:match("^,%s*%d%d%f[%D]") or rest:match("^,%s*%d%d%d%d%f[%D]") or ""
  return vim.treesitter.get_node_text(short_cite, 0) .. behind
end

-- What a card's source is called: its short cite, else the cite up to its first date.
local function source(card)
  local cite = tree.field(card, "cite")
  if not cite then
    return nil
  end
  local row, column, last, last_column = cite:range()
  for child in cite:iter_children() do
    local kind = child:type()
    if kind == "short_cite" then
      return cut(with_year(child, cite), widest_source)
    elseif kind == "date" then
      last, last_column = select(3, child:range())
      break
    end
  end
  local text = table.concat(vim.api.nvim_buf_get_text(0, row, column, last, last_column, {}), " ")
  -- Behind a bar stands what the author is.
  return cut(vim.trim(text:match("^[^|]+") or text), widest_source)
end

local function count_cards(node)
  local number = 0
  for child in node:iter_children() do
    local kind = child:type()
    if kind == "card" then
      number = number + 1
    elseif kind == "block" or kind == "hat" then
      number = number + count_cards(child)
    end
  end
  return number
end

-- The section or card that begins on a row.
local function beginning_on(row)
  for _, nodes in ipairs({ tree.sections(0), tree.cards(0) }) do
    for _, node in ipairs(nodes) do
      if node:start() == row then
        return node
      end
    end
  end
end

local levels = { pocket = "@markup.heading.1", hat = "@markup.heading.2", block = "@markup.heading.3" }

local function room()
  local window = vim.fn.getwininfo(vim.api.nvim_get_current_win())[1]
  return window.width - window.textoff
end

-- For 'foldtext': pieces of text, each with the group that colours it.
function M.text()
  local row = vim.v.foldstart - 1
  local node = beginning_on(row)
  if not node then
    return { { vim.fn.getline(row + 1), "Folded" } }
  end
  local level = levels[node:type()]
  if level then
    local number = count_cards(node)
    local size = ("  %d card%s"):format(number, number == 1 and "" or "s")
    local heading = tree.words(tree.field(node, "heading"), 0)
    return { { cut(heading, room() - #size), level }, { size, "Comment" } }
  end
  local tag, said_by = tree.field(node, "tag"), source(node)
  local cite = said_by and "  " .. said_by or ""
  local claim = tag and cut(tree.words(tag, 0), room() - vim.fn.strdisplaywidth(cite)) or ""
  return { { claim, "@markup.heading.4" }, { cite, "@markup.strong" } }
end

-- For 'foldexpr'. The blank lines after a card fold with it: what is closed is an outline without gaps, and `dd` on a
-- closed card takes it as `dac` does.
function M.level()
  local blank = vim.fn.getline(vim.v.lnum):find("^%s*$")
  return blank and "=" or vim.treesitter.foldexpr()
end

-- Folds the windows that show the buffer along its tree; all is open at first.
function M.enable(buffer)
  for _, window in ipairs(vim.fn.win_findbuf(buffer)) do
    local options = vim.wo[window][0]
    options.foldmethod = "expr"
    options.foldexpr = "v:lua.require'debate.fold'.level()"
    options.foldtext = "v:lua.require'debate.fold'.text()"
    options.foldlevel = 99
  end
end

return M
