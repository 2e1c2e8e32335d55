run.job "Page of a list" {
  main = {
    name: "page_of"
    input: { items: ["a", "b", "c", "d", "e"], page: 2, per_page: 2 }
  }
}
---
function "page_of" {
  input {
    json items
    int page?=1 filters=min:1
    int per_page?=10 filters=min:1|max:100
    text search? filters=trim|lower
  }

  stack {
    var $items { value = $input.items }

    conditional {
      if ($input.search != "" && $input.search != null) {
        array.filter ($items) if ($this|icontains:$input.search) as $items
      }
    }

    var $total { value = $items|count }
    var $pages { value = ($total / $input.per_page)|ceil }
    var $offset { value = ($input.page - 1) * $input.per_page }
    var $page { value = $items|slice:$offset:$input.per_page }
  }

  response = {
    items: $page
    itemsReceived: $page|count
    curPage: $input.page
    nextPage: $input.page < $pages ? $input.page + 1 : null
    prevPage: $input.page > 1 ? $input.page - 1 : null
    offset: $offset
    itemsTotal: $total
    pageTotal: $pages
  }
}
