using Arch.Workflows.Definitions;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Grammar;

/// <summary>No key is read and then forgotten: each changes the definition, or is said here to be for people and tools.</summary>
public sealed class GrammarEffectTests
{
    private const string Say = "{id: a, uses: core.log@1, with: {message: x}";

    /// <summary>Keys that say something to people and tools, and nothing to runs.</summary>
    private static readonly string[] ForPeople =
    [
        "workflow.description", "workflow.owner", "workflow.labels", "workflow.ui", "step.description",
        "action.id", "action.namespace", "action.title", "action.description", "action.owner", "action.labels", "action.ui",
    ];

    /// <summary>Keys that choose what the document is, and have one value where it is a workflow or an action.</summary>
    private static readonly string[] Choosing = ["workflow.arch", "workflow.kind", "action.arch", "action.kind"];

    /// <summary>What starts runs is read by the host; a definition is what a run does.</summary>
    private static readonly string[] ForTheHost = ["workflow.secrets", "workflow.triggers"];

    /// <summary>Steps without a key, or with another value of it, and with it.</summary>
    public static TheoryData<string, string, string> InSteps => new()
    {
        { "step.id", "{id: a, emit: t.a}", "{id: b, emit: t.a}" },
        { "step.name", "{id: a, emit: t.a}", "{id: a, emit: t.a, name: N}" },
        { "step.when", "{id: a, emit: t.a}", "{id: a, emit: t.a, when: inputs.count > 1}" },
        { "step.needs", "{id: g, graph: [{id: a, emit: t.a}, {id: b, emit: t.b}]}", "{id: g, graph: [{id: a, emit: t.a}, {id: b, needs: [a], emit: t.b}]}" },
        { "step.needs", "{id: g, graph: [{id: a, emit: t.a}, {id: b, needs: [a], emit: t.b}]}", "{id: g, graph: [{id: a, emit: t.a}, {id: b, needs: {a: any}, emit: t.b}]}" },
        { "step.timeout", "{id: a, emit: t.a}", "{id: a, emit: t.a, timeout: 5m}" },
        { "step.retry", "{id: a, emit: t.a}", "{id: a, emit: t.a, retry: {}}" },
        { "step.on_error", "{id: a, emit: t.a}", "{id: a, emit: t.a, on_error: continue}" },
        { "step.cache", Say + "}", Say + ", cache: {key: k}}" },
        { "step.concurrency", "{id: a, emit: t.a}", "{id: a, emit: t.a, concurrency: {key: k}}" },
        { "step.compensate", "{id: a, emit: t.a}", "{id: a, emit: t.a, compensate: [{id: b, emit: t.b}]}" },
        { "step.disabled", "{id: a, emit: t.a}", "{id: a, emit: t.a, disabled: true}" },
        { "retry.attempts", "{id: a, emit: t.a, retry: {}}", "{id: a, emit: t.a, retry: {attempts: 7}}" },
        { "retry.delay", "{id: a, emit: t.a, retry: {}}", "{id: a, emit: t.a, retry: {delay: 7s}}" },
        { "retry.backoff", "{id: a, emit: t.a, retry: {}}", "{id: a, emit: t.a, retry: {backoff: linear}}" },
        { "retry.backoff", "{id: a, emit: t.a, retry: {backoff: linear}}", "{id: a, emit: t.a, retry: {backoff: exponential}}" },
        { "retry.max_delay", "{id: a, emit: t.a, retry: {}}", "{id: a, emit: t.a, retry: {max_delay: 7s}}" },
        { "retry.jitter", "{id: a, emit: t.a, retry: {}}", "{id: a, emit: t.a, retry: {jitter: true}}" },
        { "retry.within", "{id: a, emit: t.a, retry: {}}", "{id: a, emit: t.a, retry: {within: 7s}}" },
        { "retry.when", "{id: a, emit: t.a, retry: {}}", "{id: a, emit: t.a, retry: {when: error.retryable}}" },
        { "cache.key", Say + ", cache: {key: k}}", Say + ", cache: {key: l}}" },
        { "cache.ttl", Say + ", cache: {key: k}}", Say + ", cache: {key: k, ttl: 2h}}" },
        { "concurrency.key", "{id: a, emit: t.a, concurrency: {key: k}}", "{id: a, emit: t.a, concurrency: {key: \"k-${{ inputs.count }}\"}}" },
        { "concurrency.limit", "{id: a, emit: t.a, concurrency: {key: k}}", "{id: a, emit: t.a, concurrency: {key: k, limit: 2}}" },
        { "concurrency.on_limit", "{id: a, emit: t.a, concurrency: {key: k}}", "{id: a, emit: t.a, concurrency: {key: k, on_limit: skip}}" },
        { "concurrency.on_limit", "{id: a, emit: t.a, concurrency: {key: k, on_limit: skip}}", "{id: a, emit: t.a, concurrency: {key: k, on_limit: replace}}" },
        { "concurrency.on_limit", "{id: a, emit: t.a, concurrency: {key: k, on_limit: replace}}", "{id: a, emit: t.a, concurrency: {key: k, on_limit: fail}}" },
        { "concurrency.queue_max", "{id: a, emit: t.a, concurrency: {key: k}}", "{id: a, emit: t.a, concurrency: {key: k, queue_max: 2}}" },
        { "step.uses", Say + "}", "{id: a, uses: slack.post@1, with: {text: x}}" },
        { "step.uses", "{id: a, uses: ./actions/upsert_contacts, with: {rows: []}}", "{id: a, uses: ././actions/upsert_contacts, with: {rows: []}}" },
        { "step.uses+with", Say + "}", "{id: a, uses: core.log@1, with: {message: y}}" },
        { "step.uses+with", "{id: a, uses: ./actions/upsert_contacts, with: {rows: []}}", "{id: a, uses: ./actions/upsert_contacts, with: {rows: \"${{ inputs.items }}\"}}" },
        { "step.uses+connection", "{id: a, uses: redis.get@1, with: {host: h, key: k}}", "{id: a, uses: redis.get@1, connection: c, with: {key: k}}" },
        { "step.uses+outputs", Say + "}", Say + ", outputs: {x: {type: string}}}" },
        { "step.script", "{id: a, script: 'return {};'}", "{id: a, script: 'return {x: 1};'}" },
        { "step.script+with", "{id: a, script: 'return {};'}", "{id: a, script: 'return {};', with: {n: 1}}" },
        { "step.script+outputs", "{id: a, script: 'return {};'}", "{id: a, script: 'return {};', outputs: {n: {type: integer, optional: true}}}" },
        { "step.set", "{id: a, set: {total: 1}}", "{id: a, set: {label: x}}" },
        { "step.call", "{id: a, call: data.common.quality_check, with: {file: x}}", "{id: a, call: data.common.quality_check@2, with: {file: x}}" },
        { "step.agent", "{id: a, agent: ops.one}", "{id: a, agent: ops.two}" },
        { "step.agent+with", "{id: a, agent: ops.one}", "{id: a, agent: ops.one, with: {x: y}}" },
        { "step.agent+outputs", "{id: a, agent: ops.one}", "{id: a, agent: ops.one, outputs: {x: {type: string}}}" },
        { "step.call+with", "{id: a, call: data.common.quality_check, with: {file: x}}", "{id: a, call: data.common.quality_check, with: {file: y}}" },
        { "step.call+mode", "{id: a, call: data.common.quality_check, with: {file: x}}", "{id: a, call: data.common.quality_check, with: {file: x}, mode: detach}" },
        { "step.call+outputs", "{id: a, call: data.common.quality_check, with: {file: x}}", "{id: a, call: data.common.quality_check, with: {file: x}, outputs: {x: {type: string}}}" },
        { "step.wait", "{id: a, wait: {for: 1s}}", "{id: a, wait: {for: 2s}}" },
        { "step.wait+outputs", "{id: a, wait: {signal: s}}", "{id: a, wait: {signal: s}, outputs: {data: {type: string}}}" },
        { "step.wait+on_timeout", "{id: a, wait: {signal: s}, timeout: 1h}", "{id: a, wait: {signal: s}, timeout: 1h, on_timeout: continue}" },
        { "wait.for", "{id: a, wait: {for: 1s}}", "{id: a, wait: {for: \"${{ inputs.name }}\"}}" },
        { "wait.until", "{id: a, wait: {until: inputs.name}}", "{id: a, wait: {until: inputs.color}}" },
        { "wait.event", "{id: a, wait: {event: t.a}}", "{id: a, wait: {event: t.*}}" },
        { "wait.event+match", "{id: a, wait: {event: t.a}}", "{id: a, wait: {event: t.a, match: event.data.ok}}" },
        { "wait.signal", "{id: a, wait: {signal: s}}", "{id: a, wait: {signal: t}}" },
        { "wait.signal+match", "{id: a, wait: {signal: s}}", "{id: a, wait: {signal: s, match: event.data.ok}}" },
        { "wait.any", "{id: a, wait: {any: [{signal: s}]}}", "{id: a, wait: {any: [{signal: s}, {for: 1s}]}}" },
        { "wait.all", "{id: a, wait: {any: [{signal: s}]}}", "{id: a, wait: {all: [{signal: s}]}}" },
        { "wait.timeout", "{id: a, wait: {signal: s}}", "{id: a, wait: {signal: s, timeout: 1h}}" },
        { "wait.on_timeout", "{id: a, wait: {signal: s, timeout: 1h}}", "{id: a, wait: {signal: s, timeout: 1h, on_timeout: continue}}" },
        { "step.human", "{id: a, human: {title: x}}", "{id: a, human: {title: y}}" },
        { "step.human+outputs", "{id: a, human: {title: x}}", "{id: a, human: {title: x}, outputs: {action: {type: string, enum: [complete], title: T}}}" },
        { "human.title", "{id: a, human: {title: x}}", "{id: a, human: {title: \"x ${{ inputs.count }}\"}}" },
        { "human.body", "{id: a, human: {title: x}}", "{id: a, human: {title: x, body: b}}" },
        { "human.assign", "{id: a, human: {title: x}}", "{id: a, human: {title: x, assign: {role: r}}}" },
        { "human.form", "{id: a, human: {title: x}}", "{id: a, human: {title: x, form: {n: {type: integer}}}}" },
        { "human.actions", "{id: a, human: {title: x}}", "{id: a, human: {title: x, actions: [ok]}}" },
        { "human.due", "{id: a, human: {title: x}}", "{id: a, human: {title: x, due: 1d}}" },
        { "human.on_due", "{id: a, human: {title: x, due: 1d}}", "{id: a, human: {title: x, due: 1d, on_due: continue}}" },
        { "human.on_due", "{id: a, human: {title: x, due: 1d}}", "{id: a, human: {title: x, due: 1d, on_due: escalate}}" },
        { "step.emit", "{id: a, emit: t.a}", "{id: a, emit: t.b}" },
        { "step.emit+data", "{id: a, emit: t.a}", "{id: a, emit: t.a, data: {n: 1}}" },
        { "step.return", "{id: a, return: {}}", "{id: a, return: {n: 1}}" },
        { "step.fail", "{id: a, fail: {message: m}}", "{id: a, fail: {message: n}}" },
        { "fail.code", "{id: a, fail: {message: m}}", "{id: a, fail: {message: m, code: c}}" },
        { "fail.message", "{id: a, fail: {message: m}}", "{id: a, fail: {message: \"m ${{ inputs.count }}\"}}" },
        { "fail.details", "{id: a, fail: {message: m}}", "{id: a, fail: {message: m, details: {n: 1}}}" },
        { "step.group", "{id: a, group: [{id: b, emit: t.b}]}", "{id: a, group: [{id: b, emit: t.b}, {id: c, emit: t.c}]}" },
        { "step.if", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.b}]}", "{id: a, if: inputs.count > 2, then: [{id: b, emit: t.b}]}" },
        { "step.if+then", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.b}]}", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.c}]}" },
        { "step.if+elif", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.b}]}", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.b}], elif: [{if: inputs.count > 0, then: [{id: c, emit: t.c}]}]}" },
        { "elif.if", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.b}], elif: [{if: inputs.count > 0, then: [{id: c, emit: t.c}]}]}", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.b}], elif: [{if: inputs.count > -1, then: [{id: c, emit: t.c}]}]}" },
        { "elif.then", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.b}], elif: [{if: inputs.count > 0, then: [{id: c, emit: t.c}]}]}", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.b}], elif: [{if: inputs.count > 0, then: [{id: c, emit: t.d}]}]}" },
        { "step.if+else", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.b}]}", "{id: a, if: inputs.count > 1, then: [{id: b, emit: t.b}], else: [{id: c, emit: t.c}]}" },
        { "step.switch", "{id: a, switch: inputs.name, cases: {x: [{id: b, emit: t.b}]}}", "{id: a, switch: inputs.count, cases: {x: [{id: b, emit: t.b}]}}" },
        { "step.switch+cases", "{id: a, switch: inputs.name, cases: {x: [{id: b, emit: t.b}]}}", "{id: a, switch: inputs.name, cases: {y: [{id: b, emit: t.b}]}}" },
        { "step.switch+default", "{id: a, switch: inputs.name, cases: {x: [{id: b, emit: t.b}]}}", "{id: a, switch: inputs.name, cases: {x: [{id: b, emit: t.b}]}, default: [{id: c, emit: t.c}]}" },
        { "step.for", "{id: a, for: {each: inputs.items}, do: [{id: b, emit: t.b}]}", "{id: a, for: {each: 'inputs.items.slice(1)'}, do: [{id: b, emit: t.b}]}" },
        { "step.for+do", "{id: a, for: {each: inputs.items}, do: [{id: b, emit: t.b}]}", "{id: a, for: {each: inputs.items}, do: [{id: b, emit: t.c}]}" },
        { "for.each", "{id: a, for: {each: inputs.items}, do: [{id: b, emit: t.b}]}", "{id: a, for: {each: '[1, 2]'}, do: [{id: b, emit: t.b}]}" },
        { "for.as", "{id: a, for: {each: inputs.items}, do: [{id: b, emit: t.b}]}", "{id: a, for: {each: inputs.items, as: x}, do: [{id: b, emit: t.b}]}" },
        { "for.index", "{id: a, for: {each: inputs.items}, do: [{id: b, emit: t.b}]}", "{id: a, for: {each: inputs.items, index: i}, do: [{id: b, emit: t.b}]}" },
        { "for.concurrency", "{id: a, for: {each: inputs.items}, do: [{id: b, emit: t.b}]}", "{id: a, for: {each: inputs.items, concurrency: 2}, do: [{id: b, emit: t.b}]}" },
        { "for.batch", "{id: a, for: {each: inputs.items}, do: [{id: b, emit: t.b}]}", "{id: a, for: {each: inputs.items, batch: 1}, do: [{id: b, emit: t.b}]}" },
        { "for.on_error", "{id: a, for: {each: inputs.items}, do: [{id: b, emit: t.b}]}", "{id: a, for: {each: inputs.items, on_error: continue}, do: [{id: b, emit: t.b}]}" },
        { "for.collect", "{id: a, for: {each: inputs.items}, do: [{id: b, emit: t.b}]}", "{id: a, for: {each: inputs.items, collect: index}, do: [{id: b, emit: t.b}]}" },
        { "step.repeat", "{id: a, repeat: {while: vars.total < 3, max: 5}, do: [{id: b, emit: t.b}]}", "{id: a, repeat: {while: vars.total < 4, max: 5}, do: [{id: b, emit: t.b}]}" },
        { "step.repeat+do", "{id: a, repeat: {while: vars.total < 3, max: 5}, do: [{id: b, emit: t.b}]}", "{id: a, repeat: {while: vars.total < 3, max: 5}, do: [{id: b, emit: t.c}]}" },
        { "repeat.while", "{id: a, repeat: {while: vars.total < 3, max: 5}, do: [{id: b, emit: t.b}]}", "{id: a, repeat: {while: vars.total < 9, max: 5}, do: [{id: b, emit: t.b}]}" },
        { "repeat.until", "{id: a, repeat: {while: vars.total < 3, max: 5}, do: [{id: b, emit: t.b}]}", "{id: a, repeat: {until: vars.total < 3, max: 5}, do: [{id: b, emit: t.b}]}" },
        { "repeat.every", "{id: a, repeat: {while: vars.total < 3, max: 5}, do: [{id: b, emit: t.b}]}", "{id: a, repeat: {while: vars.total < 3, max: 5, every: 1s}, do: [{id: b, emit: t.b}]}" },
        { "repeat.max", "{id: a, repeat: {while: vars.total < 3, max: 5}, do: [{id: b, emit: t.b}]}", "{id: a, repeat: {while: vars.total < 3, max: 6}, do: [{id: b, emit: t.b}]}" },
        { "repeat.timeout", "{id: a, repeat: {while: vars.total < 3, max: 5}, do: [{id: b, emit: t.b}]}", "{id: a, repeat: {while: vars.total < 3, max: 5, timeout: 1h}, do: [{id: b, emit: t.b}]}" },
        { "step.parallel", "{id: a, parallel: {x: [{id: b, emit: t.b}]}}", "{id: a, parallel: {y: [{id: b, emit: t.b}]}}" },
        { "step.parallel+join", "{id: a, parallel: {x: [{id: b, emit: t.b}]}}", "{id: a, parallel: {x: [{id: b, emit: t.b}]}, join: any}" },
        { "step.parallel+join", "{id: a, parallel: {x: [{id: b, emit: t.b}]}}", "{id: a, parallel: {x: [{id: b, emit: t.b}]}, join: settled}" },
        { "step.graph", "{id: a, graph: [{id: b, emit: t.b}]}", "{id: a, graph: [{id: b, emit: t.c}]}" },
        { "step.try", "{id: a, try: [{id: b, emit: t.b}]}", "{id: a, try: [{id: b, emit: t.c}]}" },
        { "step.try+catch", "{id: a, try: [{id: b, emit: t.b}]}", "{id: a, try: [{id: b, emit: t.b}], catch: [{do: [{id: c, emit: t.c}]}]}" },
        { "step.try+finally", "{id: a, try: [{id: b, emit: t.b}]}", "{id: a, try: [{id: b, emit: t.b}], finally: [{id: c, emit: t.c}]}" },
        { "step.try+rollback", "{id: a, try: [{id: b, emit: t.b}]}", "{id: a, try: [{id: b, emit: t.b}], rollback: true}" },
        { "catch.when", "{id: a, try: [{id: b, emit: t.b}], catch: [{do: [{id: c, emit: t.c}]}]}", "{id: a, try: [{id: b, emit: t.b}], catch: [{when: error.retryable, do: [{id: c, emit: t.c}]}]}" },
        { "catch.do", "{id: a, try: [{id: b, emit: t.b}], catch: [{do: [{id: c, emit: t.c}]}]}", "{id: a, try: [{id: b, emit: t.b}], catch: [{do: [{id: c, emit: t.d}]}]}" },
        { "action.steps", "{id: a, uses: ./plain}", "{id: a, uses: ./other_steps}" },
        { "action.inputs", "{id: a, uses: ./plain}", "{id: a, uses: ./other_inputs}" },
        { "action.outputs", "{id: a, uses: ./plain}", "{id: a, uses: ./other_outputs}" },
    };

    /// <summary>Keys of the workflow, without and with one.</summary>
    public static TheoryData<string, string, string> InWorkflow => new()
    {
        { "workflow.id", "id: a", "id: b" },
        { "workflow.namespace", "id: a", "id: a\nnamespace: n" },
        { "workflow.title", "id: a", "id: a\ntitle: T" },
        { "workflow.steps", "id: a", "id: a\nsteps: [{id: x, emit: t.x}]" },
        { "workflow.inputs", "id: a", "id: a\ninputs: {x: {type: string}}" },
        { "workflow.outputs", "id: a", "id: a\noutputs: {x: {type: string}}" },
        { "workflow.vars", "id: a", "id: a\nvars: {x: {type: string}}" },
        { "workflow.checks", "id: a", "id: a\nchecks: [{when: 1 > 0, message: m}]" },
        { "workflow.concurrency", "id: a", "id: a\nconcurrency: {key: k}" },
        { "workflow.concurrency", "id: a\nconcurrency: {key: k}", "id: a\nconcurrency: [{key: k}, {key: l}]" },
        { "workflow.idempotency", "id: a", "id: a\nidempotency: k" },
        { "workflow.timeout", "id: a", "id: a\ntimeout: 1h" },
        { "workflow.retry", "id: a", "id: a\nretry: {}" },
        { "workflow.defaults", "id: a", "id: a\ndefaults: {timeout: 1h}" },
        { "workflow.catch", "id: a", "id: a\ncatch: [{do: [{id: c, emit: t.c}]}]" },
        { "workflow.finally", "id: a", "id: a\nfinally: [{id: c, emit: t.c}]" },
        { "defaults.timeout", "id: a", "id: a\ndefaults: {timeout: 2h}" },
        { "defaults.retry", "id: a", "id: a\ndefaults: {retry: {attempts: 9}}" },
        { "check.when", "id: a\nchecks: [{when: 1 > 0, message: m}]", "id: a\nchecks: [{when: 2 > 0, message: m}]" },
        { "check.message", "id: a\nchecks: [{when: 1 > 0, message: m}]", "id: a\nchecks: [{when: 1 > 0, message: n}]" },
        { "check.level", "id: a\nchecks: [{when: 1 > 0, message: m}]", "id: a\nchecks: [{when: 1 > 0, message: m, level: warn}]" },
        { "type.type", "id: a\ninputs: {x: {}}", "id: a\ninputs: {x: {type: string}}" },
        { "type.title", "id: a\ninputs: {x: {}}", "id: a\ninputs: {x: {title: T}}" },
        { "type.description", "id: a\ninputs: {x: {}}", "id: a\ninputs: {x: {description: D}}" },
        { "type.default", "id: a\ninputs: {x: {}}", "id: a\ninputs: {x: {default: 1}}" },
        { "type.optional", "id: a\ninputs: {x: {}}", "id: a\ninputs: {x: {optional: true}}" },
        { "type.enum", "id: a\ninputs: {x: {}}", "id: a\ninputs: {x: {enum: [1]}}" },
        { "type.min", "id: a\ninputs: {x: {type: integer}}", "id: a\ninputs: {x: {type: integer, min: 1}}" },
        { "type.max", "id: a\ninputs: {x: {type: integer}}", "id: a\ninputs: {x: {type: integer, max: 1}}" },
        { "type.pattern", "id: a\ninputs: {x: {type: string}}", "id: a\ninputs: {x: {type: string, pattern: a}}" },
        { "type.format", "id: a\ninputs: {x: {type: string}}", "id: a\ninputs: {x: {type: string, format: email}}" },
        { "type.items", "id: a\ninputs: {x: {type: array}}", "id: a\ninputs: {x: {type: array, items: {type: string}}}" },
        { "type.properties", "id: a\ninputs: {x: {type: object}}", "id: a\ninputs: {x: {type: object, properties: {y: {type: string}}}}" },
        { "type.value", "id: a\noutputs: {x: {type: integer}}", "id: a\noutputs: {x: {type: integer, value: 1}}" },
    };

    [Theory]
    [MemberData(nameof(InSteps))]
    public void Compile_KeyOfAStep_ChangesTheDefinition(string key, string without, string with)
    {
        var files = new FixtureFiles();
        files.Actions["plain"] = Action("");
        files.Actions["other_steps"] = Action("").Replace("t.a", "t.b", StringComparison.Ordinal);
        files.Actions["other_inputs"] = Action("inputs: {n: {type: integer, optional: true}}");
        files.Actions["other_outputs"] = Action("outputs: {n: {type: integer, value: 1}}");

        // Which action is used is in the definition too; what the action itself says is compared here.
        CheckEffect(
            key,
            with,
            Definition(Compile.Steps("- " + without, files: files)),
            Definition(Compile.Steps("- " + with, files: files)),
            text => System.Text.RegularExpressions.Regex.Replace(text, "'\\./(plain|other_[a-z]+)'", "path"));
    }

    [Theory]
    [MemberData(nameof(InWorkflow))]
    public void Compile_KeyOfTheWorkflow_ChangesTheDefinition(string key, string without, string with) =>
        CheckEffect(key, with, Definition(Workflow(without)), Definition(Workflow(with)), text => text);

    [Fact]
    public void Grammar_EveryKey_HasACaseOrIsSaidToHaveNoEffect()
    {
        var cases = InSteps.Concat(InWorkflow).Select(row => row.Data.Item1);

        GrammarKeys.All(ForTheHost).Order(StringComparer.Ordinal)
            .ShouldBe(cases.Concat(ForPeople).Concat(Choosing).Concat(ForTheHost).Distinct().Order(StringComparer.Ordinal));
    }

    private static void CheckEffect(string key, string with, WorkflowDefinition before, WorkflowDefinition after, Func<string, string> clean)
    {
        if (!key.StartsWith("action.", StringComparison.Ordinal))
        {
            with.ShouldContain(key[(key.LastIndexOfAny(['.', '+']) + 1)..] + ":");
        }

        clean(DefinitionText.Of(after)).ShouldNotBe(clean(DefinitionText.Of(before)));
    }

    private static WorkflowDefinition Definition(Arch.Workflows.Compiling.WorkflowCompilation compilation)
    {
        compilation.Diagnostics.ShouldBeEmpty();
        return compilation.Definition.ShouldNotBeNull();
    }

    private static Arch.Workflows.Compiling.WorkflowCompilation Workflow(string keys) =>
        Compile.Text($"arch: 1\n{keys}\n" + (keys.Contains("steps:", StringComparison.Ordinal) ? "" : $"steps: [{Say}}}]\n"));

    private static string Action(string keys) => $"arch: 1\nkind: action\n{keys}\nsteps: [{{id: b, emit: t.a}}]\n";
}
