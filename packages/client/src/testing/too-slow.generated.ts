// Recorded by tests/packages/too-slow.slow.test.ts with UPDATE_TRANSCRIPTS=1.
import type { Transcript } from './transcript.js';

export const tooSlow = {
  "name": "tooSlow",
  "about": "The client does not read for ten seconds while events come: the API closes with 1013. The client reconnects and subscribes after the last event that it read. Of many events in a row the first and the last stand here, with the beginning of their texts.",
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
                "prompt": "Tea",
                "status": "COMPLETED",
                "run": 1,
                "attempts": 1,
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
              "cursor": "15",
              "occurredAt": "2026-01-01T00:00:00.000Z",
              "job": {
                "id": "id-16",
                "type": "PRODUCT_DESCRIPTION",
                "prompt": "Tea",
                "status": "COMPLETED",
                "run": 1,
                "attempts": 1,
                "scheduledFor": "2026-01-01T00:00:00.000Z",
                "createdAt": "2026-01-01T00:00:00.000Z",
                "startedAt": "2026-01-01T00:00:00.000Z",
                "completedAt": "2026-01-01T00:00:00.000Z",
                "generatedContent": "茶茶茶茶茶茶茶茶茶茶",
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
      "code": 1013,
      "reason": "Too slow: come back and catch up"
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
            "after": "15"
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
              "cursor": "16",
              "occurredAt": "2026-01-01T00:00:00.000Z",
              "job": {
                "id": "id-17",
                "type": "PRODUCT_DESCRIPTION",
                "prompt": "Tea",
                "status": "COMPLETED",
                "run": 1,
                "attempts": 1,
                "scheduledFor": "2026-01-01T00:00:00.000Z",
                "createdAt": "2026-01-01T00:00:00.000Z",
                "startedAt": "2026-01-01T00:00:00.000Z",
                "completedAt": "2026-01-01T00:00:00.000Z",
                "generatedContent": "茶茶茶茶茶茶茶茶茶茶",
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
      "kind": "server",
      "socket": 2,
      "message": {
        "id": "id-1",
        "type": "next",
        "payload": {
          "data": {
            "jobCompleted": {
              "cursor": "40",
              "occurredAt": "2026-01-01T00:00:00.000Z",
              "job": {
                "id": "id-41",
                "type": "PRODUCT_DESCRIPTION",
                "prompt": "Tea",
                "status": "COMPLETED",
                "run": 1,
                "attempts": 1,
                "scheduledFor": "2026-01-01T00:00:00.000Z",
                "createdAt": "2026-01-01T00:00:00.000Z",
                "startedAt": "2026-01-01T00:00:00.000Z",
                "completedAt": "2026-01-01T00:00:00.000Z",
                "generatedContent": "茶茶茶茶茶茶茶茶茶茶",
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
} as const satisfies Transcript;
