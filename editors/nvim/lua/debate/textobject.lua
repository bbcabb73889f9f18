-- The text objects `ac`, `ae`, `ah` and their inner forms.
local M = {}

local tree = require("debate.tree")

-- Selects a range: linewise if it starts and ends with a line, or else characterwise. Rows and columns are from 0.
local function select_range(first, first_column, last, last_column)
  local end_of_last = #vim.fn.getline(last + 1)
  local linewise = first_column == 0 and last_column >= end_of_last
  if vim.api.nvim_get_mode().mode:find("^[vV\22]") then
    vim.cmd("normal! \27")
  end
  vim.api.nvim_win_set_cursor(0, { first + 1, first_column })
  vim.cmd("normal! " .. (linewise and "V" or "v"))
  vim.api.nvim_win_set_cursor(0, { last + 1, math.max(last_column - 1, 0) })
end

-- The last of the blank lines after `row`, or else `row`.
local function with_blank_lines(row)
  local text = vim.fn.nextnonblank(row + 2)
  return (text == 0 and vim.fn.line("$") or text - 1) - 1
end

local function select_node(node, around)
  if not node then
    return
  end
  local first, first_column = node:start()
  local _, last = tree.rows(node)
  local _, _, last_row, last_column = node:range()
  if last_row > last then
    last_column = #vim.fn.getline(last + 1)
  end
  if around and last_column >= #vim.fn.getline(last + 1) then
    last = with_blank_lines(last)
    last_column = #vim.fn.getline(last + 1)
  end
  select_range(first, first_column, last, last_column)
end

local function row()
  return vim.api.nvim_win_get_cursor(0)[1] - 1
end

local function body()
  local card = tree.card_at(row())
  return card and tree.field(card, "body")
end

function M.a_card()
  select_node(tree.card_at(row()), true)
end

function M.inner_card()
  select_node(tree.card_at(row()), false)
end

function M.a_body()
  select_node(body(), true)
end

function M.inner_body()
  select_node(body(), false)
end

function M.a_section()
  select_node(tree.section_at(row()), true)
end

-- Everything under a heading, without the heading.
function M.inner_section()
  local section = tree.section_at(row())
  if not section then
    return
  end
  local _, heading = tree.rows(tree.field(section, "heading"))
  local _, last = tree.rows(section)
  local first = vim.fn.nextnonblank(heading + 2) - 1
  if first >= 0 and first <= last then
    select_range(first, 0, last, #vim.fn.getline(last + 1))
  end
end

return M
