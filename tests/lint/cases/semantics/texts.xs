// A key of old: ghp_0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f //? secret-literal a token of GitHub
function "by hand" {
  input {
    text name
    int n
  }

  stack {
    debug.log { value = "{\"name\": \"" ~ $input.name ~ "\"}" } //? json-by-hand |json_encode
    debug.log { value = "[\"" ~ $input.name ~ "\"]" } //? json-by-hand
    debug.log { value = "{\"name\": " ~ ($input.name|json_encode) ~ ", \"n\": " ~ $input.n ~ "}" }
    debug.log { value = "{ user(id: " ~ $input.name ~ ") }" }
    debug.log { value = "sk-a1b2c3d4e5f6a7b8c9d0e1f2" } //? secret-literal an API key
    debug.log { value = "Authorization: Bearer a1b2c3d4e5f6a7b8c9d0e1f2" } //? secret-literal a bearer token
    debug.log { value = "Authorization: Bearer YOUR_KEY_0123456789abcdef" }
    debug.log { value = "sk-live-..." }
    debug.log { value = "task-a1b2c3d4e5f6a7b8c9d0e1f2" }
    debug.log { value = "Authorization: Bearer " ~ $env.api_key }
  }

  response = null
}
