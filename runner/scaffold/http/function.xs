// All items, page by page, until a page is not full.
function "@NAME@" {
  description = "All items of an API"

  input {
    text base_url filters=trim|min:1 {
      description = "Where the API is"
    }

    int per_page?=50 filters=min:1|max:100 {
      description = "How many items one page holds"
    }
  }

  stack {
    var $items {
      value = []
    }

    var $page {
      value = 1
    }

    while ($page > 0) {
      each {
        api.request {
          url = $input.base_url ~ "/items"
          method = "GET"
          params = {page: $page, per_page: $input.per_page}
          headers = [
            "Accept: application/json"
            "Authorization: Bearer " ~ $env.API_TOKEN
          ]

          timeout = 30
        } as $api

        precondition ($api.response.status == 200) {
          error = "the API answered " ~ $api.response.status
          payload = $api.response.result
        }

        var.update $items {
          value = $items|merge:$api.response.result
        }

        // The last page is the one that is not full.
        conditional {
          if (($api.response.result|count) < $input.per_page) {
            break
          }
        }

        math.add $page {
          value = 1
        }
      }
    }
  }

  response = {count: $items|count, items: $items}
}
