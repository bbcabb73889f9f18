-- Finds the sections and cards of a brief in the tree-sitter tree. Rows and columns are from 0, columns in bytes.
local M = {}

local section_kinds = { pocket = true, hat = true, block = true }
local card_kinds = { card = true, analytic = true }

-- The root of the buffer's current tree. Nil if there is no parser.
function M.root(buffer)
  local found, parser = pcall(vim.treesitter.get_parser, buffer, "debate")
  if not found or not parser then
    return nil
  end
  return parser:parse()[1]:root()
end

local function collect(node, kinds, found)
  for child in node:iter_children() do
    local kind = child:type()
    if kinds[kind] then
      found[#found + 1] = child
    end
    -- Cards contain no sections or cards.
    if section_kinds[kind] then
      collect(child, kinds, found)
    end
  end
  return found
end

local function all(buffer, kinds)
  local root = M.root(buffer)
  return root and collect(root, kinds, {}) or {}
end

-- Pockets, hats and blocks, in document order.
function M.sections(buffer)
  return all(buffer, section_kinds)
end

-- Cards and analytics, in document order.
function M.cards(buffer)
  return all(buffer, card_kinds)
end

-- The first and the last row of a node. A node that ends at the start of a line does not include that line.
function M.rows(node)
  local first, _, last, column = node:range()
  return first, (column == 0 and last > first) and last - 1 or last
end

-- The first child with this field name: `heading`, `tag`, `cite`, `body`.
function M.field(node, name)
  return node:field(name)[1]
end

-- The text of a node on one line, without the `###` of a heading.
function M.text(node, buffer)
  local parts = {}
  for child in node:iter_children() do
    if child:type() ~= "mark" then
      parts[#parts + 1] = vim.treesitter.get_node_text(child, buffer)
    end
  end
  local text = #parts > 0 and table.concat(parts, " ") or vim.treesitter.get_node_text(node, buffer)
  return vim.trim((text:gsub("%s+", " ")))
end

-- The innermost of `nodes` that contains `row`. A blank line belongs to the node above it.
local function node_at(nodes, row)
  local text_row = vim.fn.prevnonblank(row + 1) - 1
  local found
  for _, node in ipairs(nodes) do
    if node:start() > text_row then
      break
    end
    found = node
  end
  if found and select(2, M.rows(found)) >= text_row then
    return found
  end
end

-- The card or analytic at a row of the current buffer.
function M.card_at(row)
  return node_at(M.cards(0), row)
end

-- The innermost pocket, hat or block at a row of the current buffer.
function M.section_at(row)
  return node_at(M.sections(0), row)
end

return M
