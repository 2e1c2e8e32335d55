table "customer" {
  schema {
    int id
    text name
    int age
    int visits
  }

  items = [
    {name: "Ada", age: 36, visits: 3}
    {name: "Bob", age: 17, visits: 1}
  ]
}
---
table "visit" {
  schema {
    int id
    int customer_id {
      table = "customer"
    }
    text page
  }

  items = [
    {customer_id: 1, page: "home"}
    {customer_id: 1, page: "shop"}
    {customer_id: 2, page: "home"}
  ]
}
---
table "tea" {
  schema {
    int id
    text name
    text[] tags
    timestamp picked_at
    vector taste
    geo_point garden
  }

  items = [
    {
      name     : "Assam"
      tags     : ["black", "strong"]
      picked_at: "2026-03-01T12:00:00Z"
      taste    : [1, 0]
      garden   : {type: "point", data: {lng: 94, lat: 27}}
    }
    {
      name     : "Sencha"
      tags     : ["green"]
      picked_at: "2026-05-02T06:30:00Z"
      taste    : [0, 2]
      garden   : {type: "point", data: {lng: 138, lat: 35}}
    }
  ]
}
---
table "field" {
  schema {
    int id
    text name
    geo_polygon area
  }

  items = [
    {
      name: "north"
      area: {
        type: "polygon"
        data: [{lng: 0, lat: 0}, {lng: 2, lat: 0}, {lng: 2, lat: 2}, {lng: 0, lat: 2}, {lng: 0, lat: 0}]
      }
    }
  ]
}
---
addon "visits_of" {
  input {
    int customer_id
  }

  stack {
    db.query "visit" {
      where = $db.visit.customer_id == $input.customer_id
      return = {type: "count"}
    }
  }
}
---
query "customers/{customer_id}" verb=GET {
  api_group = "shop"

  input {
    int customer_id
  }

  stack {
    db.get "customer" {
      field_value = $input.customer_id
    } as $customer
  }

  response = $customer.name
}
---
task "daily_report" {
  stack {
    debug.log {
      value = "A new day"
    }
  }

  schedule = [{starts_on: 2026-01-01 06:00:00+0000, freq: 86400}]
}
---
tool "order_state" {
  description = "The state of one order"

  input {
    int order_id
  }

  stack {
  }

  response = {id: $input.order_id, state: "sent"}
}
