-- For lua/nvim-treesitter/parsers.lua. The queries are those of editors/nvim/queries or grammar/queries.
return {
  debate = {
    install_info = {
      url = "@REPOSITORY@",
      revision = "v@VERSION@",
      location = "grammar",
      queries = "grammar/queries",
    },
    maintainers = { "@OWNER@" },
    tier = 2,
  },
}
