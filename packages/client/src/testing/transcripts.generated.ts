// Recorded by tests/packages/transcripts.test.ts with UPDATE_TRANSCRIPTS=1.
import type { Transcript } from './transcript.js';

export const transcripts = {
  "catchUp": {
    "name": "catchUp",
    "about": "The connection breaks after the first event, and a second job ends meanwhile. The client reconnects and subscribes after the cursor of the first event.",
    "steps": [
      {
        "kind": "open",
        "socket": 1
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "type": "connection_init",
          "payload": {
            "Authorization": "Bearer a-token"
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "type": "connection_ack"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobCompleted($after: String) {\n  jobCompleted(after: $after) {\n    ...SmartContentEvent\n  }\n}\n    fragment SmartContentJob on Job {\n  id\n  type\n  prompt\n  status\n  run\n  attempts\n  scheduledFor\n  createdAt\n  startedAt\n  completedAt\n  generatedContent\n  finishReason\n  error {\n    code\n    message\n    retriable\n  }\n  savedContent {\n    id\n  }\n}\nfragment SmartContentEvent on JobCompletedEvent {\n  cursor\n  occurredAt\n  job {\n    ...SmartContentJob\n  }\n}",
            "variables": {
              "after": "0"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobCompleted": {
                "cursor": "1",
                "occurredAt": "2026-01-01T00:00:00.000Z",
                "job": {
                  "id": "id-2",
                  "type": "PRODUCT_DESCRIPTION",
                  "prompt": "Tea 1",
                  "status": "COMPLETED",
                  "run": 1,
                  "attempts": 1,
                  "scheduledFor": "2026-01-01T00:00:00.000Z",
                  "createdAt": "2026-01-01T00:00:00.000Z",
                  "startedAt": "2026-01-01T00:00:00.000Z",
                  "completedAt": "2026-01-01T00:00:00.000Z",
                  "generatedContent": "A text about: Tea 1",
                  "finishReason": "STOP",
                  "error": null,
                  "savedContent": null
                }
              }
            }
          }
        }
      },
      {
        "kind": "close",
        "socket": 1,
        "code": 1006,
        "reason": ""
      },
      {
        "kind": "open",
        "socket": 2
      },
      {
        "kind": "client",
        "socket": 2,
        "message": {
          "type": "connection_init",
          "payload": {
            "Authorization": "Bearer a-token"
          }
        }
      },
      {
        "kind": "server",
        "socket": 2,
        "message": {
          "type": "connection_ack"
        }
      },
      {
        "kind": "client",
        "socket": 2,
        "message": {
          "id": "id-1",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobCompleted($after: String) {\n  jobCompleted(after: $after) {\n    ...SmartContentEvent\n  }\n}\n    fragment SmartContentJob on Job {\n  id\n  type\n  prompt\n  status\n  run\n  attempts\n  scheduledFor\n  createdAt\n  startedAt\n  completedAt\n  generatedContent\n  finishReason\n  error {\n    code\n    message\n    retriable\n  }\n  savedContent {\n    id\n  }\n}\nfragment SmartContentEvent on JobCompletedEvent {\n  cursor\n  occurredAt\n  job {\n    ...SmartContentJob\n  }\n}",
            "variables": {
              "after": "1"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 2,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobCompleted": {
                "cursor": "2",
                "occurredAt": "2026-01-01T00:00:00.000Z",
                "job": {
                  "id": "id-3",
                  "type": "PRODUCT_DESCRIPTION",
                  "prompt": "Tea 2",
                  "status": "COMPLETED",
                  "run": 1,
                  "attempts": 1,
                  "scheduledFor": "2026-01-01T00:00:00.000Z",
                  "createdAt": "2026-01-01T00:00:00.000Z",
                  "startedAt": "2026-01-01T00:00:00.000Z",
                  "completedAt": "2026-01-01T00:00:00.000Z",
                  "generatedContent": "A text about: Tea 2",
                  "finishReason": "STOP",
                  "error": null,
                  "savedContent": null
                }
              }
            }
          }
        }
      }
    ]
  },
  "expired": {
    "name": "expired",
    "about": "The token expires: the API closes with 4403. The client reconnects with a new token and subscribes after its last cursor.",
    "steps": [
      {
        "kind": "open",
        "socket": 1
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "type": "connection_init",
          "payload": {
            "Authorization": "Bearer a-token"
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "type": "connection_ack"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobCompleted($after: String) {\n  jobCompleted(after: $after) {\n    ...SmartContentEvent\n  }\n}\n    fragment SmartContentJob on Job {\n  id\n  type\n  prompt\n  status\n  run\n  attempts\n  scheduledFor\n  createdAt\n  startedAt\n  completedAt\n  generatedContent\n  finishReason\n  error {\n    code\n    message\n    retriable\n  }\n  savedContent {\n    id\n  }\n}\nfragment SmartContentEvent on JobCompletedEvent {\n  cursor\n  occurredAt\n  job {\n    ...SmartContentJob\n  }\n}",
            "variables": {
              "after": "0"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobCompleted": {
                "cursor": "1",
                "occurredAt": "2026-01-01T00:00:00.000Z",
                "job": {
                  "id": "id-2",
                  "type": "PRODUCT_DESCRIPTION",
                  "prompt": "Tea 1",
                  "status": "COMPLETED",
                  "run": 1,
                  "attempts": 1,
                  "scheduledFor": "2026-01-01T00:00:00.000Z",
                  "createdAt": "2026-01-01T00:00:00.000Z",
                  "startedAt": "2026-01-01T00:00:00.000Z",
                  "completedAt": "2026-01-01T00:00:00.000Z",
                  "generatedContent": "A text about: Tea 1",
                  "finishReason": "STOP",
                  "error": null,
                  "savedContent": null
                }
              }
            }
          }
        }
      },
      {
        "kind": "close",
        "socket": 1,
        "code": 4403,
        "reason": "Token expired"
      },
      {
        "kind": "open",
        "socket": 2
      },
      {
        "kind": "client",
        "socket": 2,
        "message": {
          "type": "connection_init",
          "payload": {
            "Authorization": "Bearer a-token"
          }
        }
      },
      {
        "kind": "server",
        "socket": 2,
        "message": {
          "type": "connection_ack"
        }
      },
      {
        "kind": "client",
        "socket": 2,
        "message": {
          "id": "id-1",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobCompleted($after: String) {\n  jobCompleted(after: $after) {\n    ...SmartContentEvent\n  }\n}\n    fragment SmartContentJob on Job {\n  id\n  type\n  prompt\n  status\n  run\n  attempts\n  scheduledFor\n  createdAt\n  startedAt\n  completedAt\n  generatedContent\n  finishReason\n  error {\n    code\n    message\n    retriable\n  }\n  savedContent {\n    id\n  }\n}\nfragment SmartContentEvent on JobCompletedEvent {\n  cursor\n  occurredAt\n  job {\n    ...SmartContentJob\n  }\n}",
            "variables": {
              "after": "1"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 2,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobCompleted": {
                "cursor": "2",
                "occurredAt": "2026-01-01T00:00:00.000Z",
                "job": {
                  "id": "id-3",
                  "type": "PRODUCT_DESCRIPTION",
                  "prompt": "Tea 2",
                  "status": "COMPLETED",
                  "run": 1,
                  "attempts": 1,
                  "scheduledFor": "2026-01-01T00:00:00.000Z",
                  "createdAt": "2026-01-01T00:00:00.000Z",
                  "startedAt": "2026-01-01T00:00:00.000Z",
                  "completedAt": "2026-01-01T00:00:00.000Z",
                  "generatedContent": "A text about: Tea 2",
                  "finishReason": "STOP",
                  "error": null,
                  "savedContent": null
                }
              }
            }
          }
        }
      }
    ]
  },
  "refusedCursor": {
    "name": "refusedCursor",
    "about": "The cursor is not one of this user. The subscription ends with BAD_USER_INPUT: a retry is useless.",
    "steps": [
      {
        "kind": "open",
        "socket": 1
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "type": "connection_init",
          "payload": {
            "Authorization": "Bearer a-token"
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "type": "connection_ack"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobCompleted($after: String) {\n  jobCompleted(after: $after) {\n    ...SmartContentEvent\n  }\n}\n    fragment SmartContentJob on Job {\n  id\n  type\n  prompt\n  status\n  run\n  attempts\n  scheduledFor\n  createdAt\n  startedAt\n  completedAt\n  generatedContent\n  finishReason\n  error {\n    code\n    message\n    retriable\n  }\n  savedContent {\n    id\n  }\n}\nfragment SmartContentEvent on JobCompletedEvent {\n  cursor\n  occurredAt\n  job {\n    ...SmartContentJob\n  }\n}",
            "variables": {
              "after": "7"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "errors": [
              {
                "message": "after is not a cursor of your events",
                "extensions": {
                  "code": "BAD_USER_INPUT",
                  "fields": [
                    {
                      "field": "after",
                      "message": "is not a cursor of your events"
                    }
                  ]
                },
                "locations": [
                  {
                    "line": 3,
                    "column": 3
                  }
                ],
                "path": [
                  "jobCompleted"
                ]
              }
            ]
          }
        }
      }
    ]
  },
  "retry": {
    "name": "retry",
    "about": "The first attempt breaks off after some text. The second one begins again at offset 0, and completes.",
    "steps": [
      {
        "kind": "open",
        "socket": 1
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "type": "connection_init",
          "payload": {
            "Authorization": "Bearer a-token"
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "type": "connection_ack"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobProgress($jobId: ID!) {\n  jobProgress(jobId: $jobId) {\n    run\n    attempt\n    status\n    offset\n    text\n  }\n}\n    ",
            "variables": {
              "jobId": "id-2"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobProgress": {
                "run": 1,
                "attempt": 1,
                "status": "RETRYING",
                "offset": 0,
                "text": "A first draft"
              }
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobProgress": {
                "run": 1,
                "attempt": 2,
                "status": "PROCESSING",
                "offset": 0,
                "text": ""
              }
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobProgress": {
                "run": 1,
                "attempt": 2,
                "status": "COMPLETED",
                "offset": 0,
                "text": "A text about: Tea"
              }
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "complete"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-3",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobEnd($jobId: ID!) {\n  jobCompleted(jobId: $jobId) {\n    ...SmartContentEvent\n  }\n}\n    fragment SmartContentJob on Job {\n  id\n  type\n  prompt\n  status\n  run\n  attempts\n  scheduledFor\n  createdAt\n  startedAt\n  completedAt\n  generatedContent\n  finishReason\n  error {\n    code\n    message\n    retriable\n  }\n  savedContent {\n    id\n  }\n}\nfragment SmartContentEvent on JobCompletedEvent {\n  cursor\n  occurredAt\n  job {\n    ...SmartContentJob\n  }\n}",
            "variables": {
              "jobId": "id-2"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-3",
          "type": "next",
          "payload": {
            "data": {
              "jobCompleted": {
                "cursor": "1",
                "occurredAt": "2026-01-01T00:00:00.000Z",
                "job": {
                  "id": "id-2",
                  "type": "PRODUCT_DESCRIPTION",
                  "prompt": "Tea",
                  "status": "COMPLETED",
                  "run": 1,
                  "attempts": 2,
                  "scheduledFor": "2026-01-01T00:00:00.000Z",
                  "createdAt": "2026-01-01T00:00:00.000Z",
                  "startedAt": "2026-01-01T00:00:00.000Z",
                  "completedAt": "2026-01-01T00:00:00.000Z",
                  "generatedContent": "A text about: Tea",
                  "finishReason": "STOP",
                  "error": null,
                  "savedContent": null
                }
              }
            }
          }
        }
      }
    ]
  },
  "length": {
    "name": "length",
    "about": "The text reaches the longest length: the job is COMPLETED with finishReason LENGTH.",
    "steps": [
      {
        "kind": "open",
        "socket": 1
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "type": "connection_init",
          "payload": {
            "Authorization": "Bearer a-token"
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "type": "connection_ack"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobProgress($jobId: ID!) {\n  jobProgress(jobId: $jobId) {\n    run\n    attempt\n    status\n    offset\n    text\n  }\n}\n    ",
            "variables": {
              "jobId": "id-2"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobProgress": {
                "run": 1,
                "attempt": 1,
                "status": "PROCESSING",
                "offset": 0,
                "text": ""
              }
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobProgress": {
                "run": 1,
                "attempt": 1,
                "status": "COMPLETED",
                "offset": 0,
                "text": "All that fits"
              }
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "complete"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-3",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobEnd($jobId: ID!) {\n  jobCompleted(jobId: $jobId) {\n    ...SmartContentEvent\n  }\n}\n    fragment SmartContentJob on Job {\n  id\n  type\n  prompt\n  status\n  run\n  attempts\n  scheduledFor\n  createdAt\n  startedAt\n  completedAt\n  generatedContent\n  finishReason\n  error {\n    code\n    message\n    retriable\n  }\n  savedContent {\n    id\n  }\n}\nfragment SmartContentEvent on JobCompletedEvent {\n  cursor\n  occurredAt\n  job {\n    ...SmartContentJob\n  }\n}",
            "variables": {
              "jobId": "id-2"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-3",
          "type": "next",
          "payload": {
            "data": {
              "jobCompleted": {
                "cursor": "1",
                "occurredAt": "2026-01-01T00:00:00.000Z",
                "job": {
                  "id": "id-2",
                  "type": "PRODUCT_DESCRIPTION",
                  "prompt": "Tea",
                  "status": "COMPLETED",
                  "run": 1,
                  "attempts": 1,
                  "scheduledFor": "2026-01-01T00:00:00.000Z",
                  "createdAt": "2026-01-01T00:00:00.000Z",
                  "startedAt": "2026-01-01T00:00:00.000Z",
                  "completedAt": "2026-01-01T00:00:00.000Z",
                  "generatedContent": "All that fits",
                  "finishReason": "LENGTH",
                  "error": null,
                  "savedContent": null
                }
              }
            }
          }
        }
      }
    ]
  },
  "failed": {
    "name": "failed",
    "about": "The provider refuses the request for good: the job is FAILED with PROVIDER_REFUSED.",
    "steps": [
      {
        "kind": "open",
        "socket": 1
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "type": "connection_init",
          "payload": {
            "Authorization": "Bearer a-token"
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "type": "connection_ack"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobProgress($jobId: ID!) {\n  jobProgress(jobId: $jobId) {\n    run\n    attempt\n    status\n    offset\n    text\n  }\n}\n    ",
            "variables": {
              "jobId": "id-2"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobProgress": {
                "run": 1,
                "attempt": 1,
                "status": "PROCESSING",
                "offset": 0,
                "text": ""
              }
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobProgress": {
                "run": 1,
                "attempt": 1,
                "status": "FAILED",
                "offset": 0,
                "text": ""
              }
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "complete"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-3",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobEnd($jobId: ID!) {\n  jobCompleted(jobId: $jobId) {\n    ...SmartContentEvent\n  }\n}\n    fragment SmartContentJob on Job {\n  id\n  type\n  prompt\n  status\n  run\n  attempts\n  scheduledFor\n  createdAt\n  startedAt\n  completedAt\n  generatedContent\n  finishReason\n  error {\n    code\n    message\n    retriable\n  }\n  savedContent {\n    id\n  }\n}\nfragment SmartContentEvent on JobCompletedEvent {\n  cursor\n  occurredAt\n  job {\n    ...SmartContentJob\n  }\n}",
            "variables": {
              "jobId": "id-2"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-3",
          "type": "next",
          "payload": {
            "data": {
              "jobCompleted": {
                "cursor": "1",
                "occurredAt": "2026-01-01T00:00:00.000Z",
                "job": {
                  "id": "id-2",
                  "type": "PRODUCT_DESCRIPTION",
                  "prompt": "Tea",
                  "status": "FAILED",
                  "run": 1,
                  "attempts": 1,
                  "scheduledFor": "2026-01-01T00:00:00.000Z",
                  "createdAt": "2026-01-01T00:00:00.000Z",
                  "startedAt": "2026-01-01T00:00:00.000Z",
                  "completedAt": "2026-01-01T00:00:00.000Z",
                  "generatedContent": null,
                  "finishReason": null,
                  "error": {
                    "code": "PROVIDER_REFUSED",
                    "message": "The text provider refused the request: its key, credit or permissions need attention.",
                    "retriable": false
                  },
                  "savedContent": null
                }
              }
            }
          }
        }
      }
    ]
  },
  "canceled": {
    "name": "canceled",
    "about": "The job is canceled while it is written: CANCELED, with the text so far.",
    "steps": [
      {
        "kind": "open",
        "socket": 1
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "type": "connection_init",
          "payload": {
            "Authorization": "Bearer a-token"
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "type": "connection_ack"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobProgress($jobId: ID!) {\n  jobProgress(jobId: $jobId) {\n    run\n    attempt\n    status\n    offset\n    text\n  }\n}\n    ",
            "variables": {
              "jobId": "id-2"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobProgress": {
                "run": 1,
                "attempt": 1,
                "status": "PROCESSING",
                "offset": 0,
                "text": "Half of "
              }
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "next",
          "payload": {
            "data": {
              "jobProgress": {
                "run": 1,
                "attempt": 1,
                "status": "CANCELED",
                "offset": 8,
                "text": ""
              }
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-1",
          "type": "complete"
        }
      },
      {
        "kind": "client",
        "socket": 1,
        "message": {
          "id": "id-3",
          "type": "subscribe",
          "payload": {
            "query": "\n    subscription JobEnd($jobId: ID!) {\n  jobCompleted(jobId: $jobId) {\n    ...SmartContentEvent\n  }\n}\n    fragment SmartContentJob on Job {\n  id\n  type\n  prompt\n  status\n  run\n  attempts\n  scheduledFor\n  createdAt\n  startedAt\n  completedAt\n  generatedContent\n  finishReason\n  error {\n    code\n    message\n    retriable\n  }\n  savedContent {\n    id\n  }\n}\nfragment SmartContentEvent on JobCompletedEvent {\n  cursor\n  occurredAt\n  job {\n    ...SmartContentJob\n  }\n}",
            "variables": {
              "jobId": "id-2"
            }
          }
        }
      },
      {
        "kind": "server",
        "socket": 1,
        "message": {
          "id": "id-3",
          "type": "next",
          "payload": {
            "data": {
              "jobCompleted": {
                "cursor": "1",
                "occurredAt": "2026-01-01T00:00:00.000Z",
                "job": {
                  "id": "id-2",
                  "type": "PRODUCT_DESCRIPTION",
                  "prompt": "Tea",
                  "status": "CANCELED",
                  "run": 1,
                  "attempts": 1,
                  "scheduledFor": "2026-01-01T00:00:00.000Z",
                  "createdAt": "2026-01-01T00:00:00.000Z",
                  "startedAt": "2026-01-01T00:00:00.000Z",
                  "completedAt": "2026-01-01T00:00:00.000Z",
                  "generatedContent": "Half of ",
                  "finishReason": null,
                  "error": null,
                  "savedContent": null
                }
              }
            }
          }
        }
      }
    ]
  }
} as const satisfies Record<string, Transcript>;
