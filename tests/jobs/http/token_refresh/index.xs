run.job "CRM -> contact" {
  main = { name: "crm_contact", input: { id: 7, base: "https://crm.test" } }
  env = ["CRM_TOKEN", "CRM_REFRESH_TOKEN"]
}
---
function "crm_contact" {
  input {
    int id
    text base
  }

  stack {
    var $path { value = "/contacts/" ~ $input.id }

    function.run "crm_get" {
      input = { url: $input.base ~ $path, token: $env.CRM_TOKEN }
    } as $first

    conditional {
      if ($first.status != 401) {
        return { value = { contact: $first.result, refreshed: false } }
      }
    }

    // The token has run out: get a new one, and try exactly once more
    debug.log { value = "refreshing the token" }

    api.request {
      url = $input.base ~ "/oauth/token"
      method = "POST"
      params = {
        grant_type: "refresh_token"
        refresh_token: $env.CRM_REFRESH_TOKEN
      }
      headers = ["Content-Type: application/x-www-form-urlencoded"]
    } as $refresh

    precondition ($refresh.response.status == 200) {
      error_type = "unauthorized"
      error = "Cannot refresh the token: " ~ ($refresh.response.result|get:"error":"unknown")
    }

    function.run "crm_get" {
      input = {
        url: $input.base ~ $path
        token: $refresh.response.result.access_token
      }
    } as $second

    precondition ($second.status == 200) {
      error_type = "unauthorized"
      error = "Even the new token is refused"
    }
  }

  response = { contact: $second.result, refreshed: true }
}
---
function "crm_get" {
  input {
    text url
    text token {
      sensitive = true
    }
  }

  stack {
    api.request {
      url = $input.url
      headers = []|push:"Authorization: Bearer " ~ $input.token
    } as $r
  }

  response = { status: $r.response.status, result: $r.response.result }
}
