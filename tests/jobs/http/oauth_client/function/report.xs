function "report" {
  input {
    int year filters=min:2000
    text[] scopes?=["reports.read"]
  }

  stack {
    function.run "client_token" {
      input = { scopes: $input.scopes }
    } as $token

    var $quarters { value = [] }

    foreach ((1..4)) {
      each as $quarter {
        // Asked for again only when it is about to run out
        conditional {
          if ($token.expires_at - now < 30000) {
            function.run "client_token" {
              input = { scopes: $input.scopes }
            } as $token
          }
        }

        api.request {
          url = $env.API_URL ~ "/reports/" ~ $input.year ~ "/q" ~ $quarter
          headers = ["Authorization: " ~ $token.type ~ " " ~ $token.value]
        } as $report

        conditional {
          if ($report.response.status == 404) {
            // This quarter has not come yet
            break
          }
        }

        array.push $quarters { value = $report.response.result.total }
        util.sleep { value = 20 }
      }
    }
  }

  response = { quarters: $quarters, total: $quarters|sum }
}
