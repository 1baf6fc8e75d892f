using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;
using Arch.Sdk;
using Microsoft.Extensions.Time.Testing;

namespace Arch.Engine.Tests.Faults;

/// <summary>
/// R04: whatever call of the store is the first to fail, before or after it was done, the next host brings the run to the same end,
/// and each effect happened under one key, at most once more than it would have.
/// </summary>
public sealed class NthFailureTests
{
    public static TheoryData<string, string> Scenarios => new()
    {
        {
            """
            steps:
              - {id: a, uses: test.do@1, with: {v: 1}}
              - id: loop
                for: {each: "[1, 2, 3]", as: n, concurrency: 2, collect: steps.b.outputs.v}
                do: [{id: b, uses: test.do@1, with: {v: "${{ n * 10 }}"}}]
              - {id: say, emit: said, data: {n: 1}}
              - {id: hear, wait: {event: said}}
              - {id: pause, wait: {for: 3s}}
              - {id: c, uses: test.do@1, with: {v: 2}, concurrency: {key: k}, cache: {key: k}}
            outputs: {all: {type: any, value: "${{ steps.loop.outputs.results }}"}, heard: {type: any, value: "${{ steps.hear.outputs.data.n }}"}, c: {type: any, value: "${{ steps.c.outputs.v }}"}}
            """,
            """{"all":[10,20,30],"heard":1,"c":2}"""
        },
        {
            """
            concurrency: {key: one}
            steps:
              - id: t
                rollback: true
                try:
                  - {id: a, uses: test.do@1, compensate: [{id: undo_a, uses: test.do@1}]}
                  - {id: child, call: test.child, with: {n: 5}}
                  - {id: b, uses: test.do@1, compensate: [{id: undo_b, uses: test.do@1}]}
                  - {id: bad, fail: {code: c, message: m}}
                catch: [{do: [{id: told, return: {n: "${{ steps.child?.outputs.n }}", undone: "${{ error.compensation.map(c => c.step) }}"}}]}]
                finally: [{id: over, uses: test.do@1}]
            outputs: {n: {type: any}, undone: {type: any}}
            """,
            """{"n":10,"undone":["b","a"]}"""
        },
        {
            """
            steps:
              - id: p
                parallel:
                  l: [{id: w, wait: {all: [{signal: go}, {for: 3s}]}}, {id: after, uses: test.do@1}]
                  r: [{id: flaky, uses: test.do@1, retry: {attempts: 3, delay: 1s}}]
              - {id: h, human: {title: Look, form: {ok: {type: boolean}}}}
            outputs: {by: {type: any, value: "${{ steps.h.outputs.by }}"}, n: {type: any, value: "${{ steps.w.outputs.results[0].data }}"}, tries: {type: any, value: "${{ steps.flaky.attempts }}"}}
            """,
            """{"by":"ann","n":7,"tries":2}"""
        },
    };

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task AnyCallThatFails_LeavesARunThatTheNextHostBringsToTheSameEnd(string steps, string outputs)
    {
        var injected = 0;
        foreach (var isDone in new[] { false, true })
        {
            for (var n = 1; ; n++)
            {
                var (run, failed, keys) = await RunAsync(steps, n, isDone);

                ValueJson.ToJson(run.Outputs).ShouldBe(outputs, $"call {n}, done: {isDone}");
                keys.GroupBy(key => key).Max(group => group.Count()).ShouldBeLessThanOrEqualTo(2, $"call {n}, done: {isDone}");
                if (!failed)
                {
                    break;
                }

                injected++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"R04 nth-io-error | {injected} calls failed");
        injected.ShouldBeGreaterThan(40);
    }

    private static async Task<(RunSummary Run, bool Failed, List<string> Keys)> RunAsync(string steps, int failAt, bool isDone)
    {
        var yaml = "arch: 1\nid: t\nnamespace: test\nidempotency: the-one\n" + steps;
        await using var memory = new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true });
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var keys = new List<string>();
        var failing = new FailingStore(memory.OpenAnother(), failAt, isDone);
        var first = Host(failing, memory, time, keys);
        try
        {
            await DriveAsync(first, yaml, failing);
        }
        catch (ArchException)
        {
            // What failed is looked at below.
        }

        await first.Engine.DisposeAsync();
        await failing.DisposeAsync();

        // The client asks again, as one does that got no answer; it is the same run.
        await using var owner = memory.OpenAnother();
        await using var second = Host(owner, memory, time, keys);
        var run = await DriveAsync(second, yaml, null);
        return (run!, failing.HasFailed, keys); // without a store that fails there is always one
    }

    private static TestHost Host(IJournalStore store, MemoryJournalStore index, FakeTimeProvider time, List<string> keys)
    {
        var host = new TestHost(store, time, index);
        host.Add("test.child", """
            arch: 1
            id: child
            namespace: test
            inputs: {n: {type: integer}}
            steps: [{id: d, uses: test.do@1, with: {n: "${{ inputs.n * 2 }}"}}]
            outputs: {n: {type: integer, value: "${{ steps.d.outputs.n }}"}}
            """);
        host.OnInvoke = invocation =>
        {
            lock (keys)
            {
                keys.Add(invocation.IdempotencyKey);
            }
        };
        host.Steps["flaky"] = (invocation, _) => invocation.Attempt == 1 ? throw TestHost.Fault() : Task.FromResult("{}");
        return host;
    }

    // Plays the client and the clock until the run has ended, or the store has failed.
    private static async Task<RunSummary?> DriveAsync(TestHost host, string yaml, FailingStore? failing)
    {
        host.Engine.Start();
        var id = await host.StartAsync(yaml);
        if (yaml.Contains("signal: go", StringComparison.Ordinal))
        {
            await SayAsync(() => host.Engine.SignalAsync(id, "go", Value.From(7), id: "s1"));
        }

        var ended = host.EndAsync(id);
        while (!ended.IsCompleted && failing is not { HasFailed: true })
        {
            foreach (var task in await host.Index.ListTasksAsync(new()))
            {
                await SayAsync(() => host.Engine.CompleteTaskAsync(task.Id, "complete", ValueJson.Parse("""{"ok":true}"""), "ann"));
            }

            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(ended, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        return failing is { HasFailed: true } ? null : await ended;
    }

    private static async Task SayAsync(Func<Task> say)
    {
        try
        {
            await say();
        }
        catch (ArchException exception) when (exception.Code is "ARCH3206" or "ARCH3207")
        {
            // The run went on without it: it had heard of it before the first host failed.
        }
    }
}
