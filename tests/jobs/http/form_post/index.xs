run.job "Subscribe" {
  main = {
    name: "subscribe"
    input: {
      email: "ada@example.org"
      lists: ["news", "offers"]
      profile: { first: "Ada", tags: { vip: true, old: false }, note: null }
    }
  }
}
---
// A form as browsers send it: brackets for what is nested, 1 and 0 for yes and no.
function "subscribe" {
  input {
    email email filters=lower
    text[] lists
    json profile?
  }

  stack {
    var $form {
      value = { email: $input.email, lists: $input.lists, profile: $input.profile }
    }

    api.request {
      url = "https://mail.test/subscribe?source=job#top"
      method = "POST"
      params = $form
      headers = ["Content-Type: application/x-www-form-urlencoded; charset=utf-8"]
    } as $answer

    // The service answers with a form, too
    var $result { value = $answer.response.result|querystring_parse }

    precondition ($result.ok == "1") {
      error_type = "badrequest"
      error = $result|get:"message":"The service refused"
    }
  }

  response = { id: $result.id|to_int, lists: $result.lists }
}
