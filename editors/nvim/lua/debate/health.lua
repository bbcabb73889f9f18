-- `:checkhealth debate`
local M = {}

local parser = require("debate.parser")
local server = require("debate.server")

local health = vim.health

local function check_neovim()
  health.start("Neovim")
  if vim.fn.has("nvim-0.10") == 1 then
    health.ok(tostring(vim.version()))
  else
    health.error(tostring(vim.version()) .. " is too old", { "Install Neovim 0.11 or newer" })
  end
end

local function check_server()
  health.start("Language server")
  local program = server.program()
  local path = vim.fn.exepath(program)
  if path == "" then
    return health.error(program .. " is not on your PATH", {
      "In the checkout of debate-ls: cargo install --path server",
    })
  end
  local result = vim.system({ path, "--version" }, { text = true }):wait(5000)
  if result.code ~= 0 then
    return health.error(("%s --version ended with %d"):format(path, result.code), { vim.trim(result.stderr) })
  end
  health.ok(("%s, %s"):format(vim.trim(result.stdout), path))
  local running = vim.lsp.get_clients({ name = "debate_ls" })
  for _, client in ipairs(running) do
    health.ok(("running, for %s"):format(client.root_dir or "single files"))
  end
  if #running == 0 then
    health.info("not running: it starts with the first brief")
  end
end

local function check_parser()
  health.start("Tree-sitter parser (colours, folds, motions, text objects)")
  local grammar, compiler = parser.grammar(), parser.compiler()
  if compiler then
    health.ok("C compiler: " .. table.concat(compiler, " "))
  else
    health.warn("no C compiler", { "Install gcc or clang, and do :Debate install" })
  end
  if grammar then
    health.ok("grammar: " .. grammar)
  else
    health.warn("the grammar is not beside the plugin", { "Let vim.g.debate_grammar name its folder" })
  end
  local installed = parser.installed()
  if not installed then
    return health.warn("no parser", { "It is built when a brief is opened, or with :Debate install" })
  end
  -- Where it does not load, Neovim 0.10 throws why, and later ones give it back.
  local _, thrown, given = pcall(vim.treesitter.language.add, "debate")
  if not pcall(vim.treesitter.language.inspect, "debate") then
    return health.error(("%s does not load: %s"):format(installed, given or thrown), { "Do :Debate install" })
  end
  if installed == parser.target() and parser.stale() then
    health.warn(installed .. " is older than the grammar", { "Do :Debate install, and start Neovim anew" })
  else
    health.ok(installed)
  end
end

local function check_queries()
  for _, name in ipairs({ "highlights", "folds", "textobjects", "injections" }) do
    local read, query = pcall(vim.treesitter.query.get, "debate", name)
    if read and query then
      health.ok("query " .. name)
    elseif read then
      health.warn("no query " .. name, { "Do :Debate install" })
    else
      health.error(("query %s does not fit the parser: %s"):format(name, query), { "Do :Debate install" })
    end
  end
end

function M.check()
  check_neovim()
  check_server()
  check_parser()
  if pcall(vim.treesitter.language.inspect, "debate") then
    check_queries()
  end
end

return M
