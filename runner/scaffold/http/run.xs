// Gathers all items of an API that gives them page by page.
run.job "@TITLE@" {
  main = {
    name : "@NAME@"
    input: {base_url: "https://api.example.com", per_page: 50}
  }

  env = ["API_TOKEN"]
}
