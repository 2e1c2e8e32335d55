// Follows `next` until there is none, or until there are enough.
function "events" {
  input {
    date since
    int limit?=100 filters=min:1|max:100
    int? at_most
  }

  stack {
    var $events { value = [] }
    var $cursor { value = null }
    var $pages { value = 0 }
    var $more { value = true }

    while ($more) {
      each {
        api.request {
          url = $env.events_url
          method = "GET"
          params = {
            since: $input.since
            limit: $input.limit
            cursor: $cursor
          }
        } as $page

        precondition ($page.response.status == 200) {
          error = "Page " ~ ($pages + 1) ~ " failed with " ~ $page.response.status
        }

        math.add $pages { value = 1 }
        array.merge $events { value = $page.response.result.data }

        var $next { value = $page.response.result|get:"next" }

        // A server that gives the same cursor twice would keep us here for ever
        precondition ($next === null || $next != $cursor) {
          error = "The cursor " ~ $cursor ~ " came twice"
        }

        var $cursor { value = $next }
        var $more { value = $cursor !== null }

        conditional {
          if ($input.at_most !== null && ($events|count) >= $input.at_most) {
            var $more { value = false }
          }
        }
      }
    }

    conditional {
      if ($input.at_most !== null) {
        var $events { value = $events|slice:0:$input.at_most }
      }
    }
  }

  response = { events: $events, pages: $pages, complete: $cursor === null }
}
