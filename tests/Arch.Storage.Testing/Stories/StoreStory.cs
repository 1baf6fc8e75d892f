using System.Globalization;
using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Storage.Testing.Stories;

/// <summary>
/// Does the same random things to a store and to the one in memory, and compares what they answer. Owners die, commits are stale,
/// names are used again.
/// </summary>
public sealed class StoreStory : IAsyncDisposable
{
    private const int Owners = 3;

    private readonly Random _random;
    private readonly RandomWrites _writes;
    private readonly Func<ValueTask<IJournalStore>> _open;
    private readonly MemoryJournalStore _memory = new(new MemoryStoreOptions { KeepsEverything = true });
    private readonly List<(IJournalStore Memory, IJournalStore Other)> _owners = [];
    private readonly List<SampleRun> _runs = [];
    private readonly string _seed;
    private int _step;

    private StoreStory(int seed, Func<ValueTask<IJournalStore>> open)
    {
        _seed = string.Create(CultureInfo.InvariantCulture, $"seed {seed}");
        _random = new Random(seed);
        _writes = new RandomWrites(_random);
        _open = open;
    }

    private DateTimeOffset Now => Samples.Start.AddMinutes(_step);

    private List<RunId> RunIds => _runs.ConvertAll(run => run.Id);

    /// <summary>Compares a store with the one in memory.</summary>
    /// <param name="seed">What happens.</param>
    /// <param name="steps">How much happens.</param>
    /// <param name="open">Opens the same store as a new owner. Disposing it is its death.</param>
    /// <returns>A task that ends when all answers were the same, or fails at the first that was not.</returns>
    public static async Task CompareAsync(int seed, int steps, Func<ValueTask<IJournalStore>> open)
    {
        await using var story = new StoreStory(seed, open);
        for (var i = 0; i < Owners; i++)
        {
            await story.OpenAsync();
        }

        while (story._step < steps)
        {
            story._step++;
            await story.StepAsync();
            if (story._step % 5 == 0 || story._step == steps)
            {
                await story.CompareAllAsync();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (memory, other) in _owners)
        {
            await memory.DisposeAsync();
            await other.DisposeAsync();
        }

        await _memory.DisposeAsync();
    }

    private async Task OpenAsync()
    {
        var other = await _open();
        _owners.Add((_memory.OpenAnother(), other));
        await other.SaveDefinitionAsync(Samples.Definition, Samples.Sources);
    }

    private Task StepAsync() => _random.Next(_runs.Count < 3 ? 3 : 41) switch
    {
        < 4 => BeginAsync(),
        < 20 => CommitAsync(),
        < 23 => SendAsync(),
        < 25 => PublishAsync(),
        < 28 => DispatchAsync(),
        < 31 => ClaimAsync(),
        < 33 => ClaimRunnableAsync(),
        < 35 => ReleaseAsync(),
        < 36 => ParkAsync(),
        < 38 => UnparkAsync(),
        < 39 => KillAsync(),
        < 40 => ReopenAsync(),
        _ => PurgeAsync(),
    };

    private async Task BeginAsync()
    {
        var parent = _runs.Count > 0 && _random.Next(3) == 0 ? Any(_runs).Id : (RunId?)null;
        var run = new SampleRun($"run-{_step:0000}", _random.Next(2) == 0 ? Samples.Workflow : "shop.bills", parent, Now);
        var key = _random.Next(3) == 0 ? $"key-{_random.Next(6)}" : null;
        var commit = run.Begin(_writes.Of(run, [run.Id, .. RunIds], []), key);
        if (await CommitAsync(commit, Any(_owners)) is { Existing: null })
        {
            _runs.Add(run);
        }
    }

    private async Task CommitAsync()
    {
        var place = _random.Next(_runs.Count);
        var run = _runs[place].Copy();
        var writes = _writes.Of(run, RunIds, await _memory.ReadInboxAsync(run.Id));
        var commit = run.Summary.HasEnded ? run.GoOn(writes) : _random.Next(12) switch
        {
            < 5 => run.Continue(writes, _random.Next(1, 4)),
            < 6 => run.Only(new RunWrites { Consumed = writes?.Consumed ?? [], ClosedWaits = writes?.ClosedWaits ?? [] }),
            < 9 => run.Rest(_random.Next(3) == 0 ? null : Now.AddMinutes(_random.Next(-5, 40)), writes),
            < 10 => run.Rest(null, writes, RunStatus.Paused),
            _ => run.End((RunStatus)_random.Next((int)RunStatus.Succeeded, (int)RunStatus.Cancelled + 1), writes),
        };
        if (_random.Next(4) == 0)
        {
            commit = commit with { Snapshot = new[] { (byte)_step } };
        }

        if (_random.Next(10) == 0)
        {
            commit = commit with { Epoch = commit.Epoch + 1 };
        }

        // Most of the time whoever may commit does.
        foreach (var owner in _random.Next(6) == 0 ? [Any(_owners)] : _owners)
        {
            if (await CommitAsync(commit, owner) is not null)
            {
                _runs[place] = run;
                return;
            }
        }
    }

    private async Task<CommitResult?> CommitAsync(RunCommit commit, (IJournalStore Memory, IJournalStore Other) owner)
    {
        CommitResult? result = null;
        await SameAsync($"commit of {commit.Summary.RunId}", owner, async store =>
        {
            try
            {
                result = await store.CommitAsync(commit);
                return $"{result.Existing} {Line(result.Notified)}";
            }
            catch (RunOwnershipLostException)
            {
                return "refused";
            }
        });
        return result;
    }

    private Task SendAsync()
    {
        var message = _writes.Message(_random.Next(20) == 0 ? new RunId("nobody") : Any(_runs).Id);
        return SameAsync("send", Any(_owners), async store => $"{await store.SendAsync(message)}");
    }

    private Task PublishAsync()
    {
        var message = _writes.Event(Now);
        return SameAsync("publish", Any(_owners), async store =>
        {
            await store.AppendEventAsync(message);
            return "";
        });
    }

    private async Task DispatchAsync()
    {
        var events = await _memory.ReadOutboxAsync(_random.Next(1, 6));
        await SameAsync("dispatch", Any(_owners), async store => Line(await store.DispatchAsync(events)));
    }

    private Task ClaimAsync()
    {
        var run = Any(_runs);
        return SameAsync($"claim of {run.Id}", Any(_owners), async store => Claimed(await store.ClaimAsync(run.Id)));
    }

    // Which are claimed when there are more than wanted is left open, so all are wanted.
    private Task ClaimRunnableAsync() => SameAsync("claim of all", Any(_owners), async store =>
        string.Join('\n', (await store.ClaimRunnableAsync(Now, 10_000)).Select(Claimed).Order(StringComparer.Ordinal)));

    private Task ReopenAsync()
    {
        var ended = _runs.FindAll(run => run.Summary.HasEnded);
        var run = Any(ended.Count > 0 ? ended : _runs);
        return SameAsync($"reopening of {run.Id}", Any(_owners), async store => Claimed(
            await store.ReopenAsync(run.Id) is { } claim ? claim with { Summary = claim.Summary with { Outputs = default } } : null));
    }

    private Task ReleaseAsync()
    {
        var run = Any(_runs);
        return SameAsync($"release of {run.Id}", Any(_owners), async store =>
        {
            await store.ReleaseAsync(run.Id, run.Epoch);
            return "";
        });
    }

    private Task ParkAsync()
    {
        var run = Any(_runs);
        return SameAsync($"parking of {run.Id}", Any(_owners), async store =>
        {
            await store.ParkAsync(run.Id, run.Epoch, Samples.Error);
            return "";
        });
    }

    private Task UnparkAsync()
    {
        var run = _runs.Find(run => _random.Next(4) == 0) ?? _runs[0];
        return SameAsync($"unparking of {run.Id}", Any(_owners), async store => $"{await store.UnparkAsync(run.Id)}");
    }

    private async Task KillAsync()
    {
        var dead = Any(_owners);
        _owners.Remove(dead);
        await dead.Memory.DisposeAsync();
        await dead.Other.DisposeAsync();
        await OpenAsync();
    }

    private Task PurgeAsync()
    {
        var query = new PurgeQuery
        {
            Workflow = _random.Next(2) == 0 ? Samples.Workflow : null,
            EndedBefore = Now.AddMinutes(-_random.Next(60)),
            KeepNewest = _random.Next(3),
        };
        return SameAsync("purge", Any(_owners), async store => $"{await ((IRunIndex)store).PurgeAsync(query)}");
    }

    private async Task CompareAllAsync()
    {
        foreach (var owner in _owners)
        {
            await SameAsync("notified runs", owner, async store => Line(await store.FindNotifiedAsync()));
        }

        await SameAsync("everything", _owners[0], store => StoreDescription.OfAsync(store, RunIds, RandomWrites.CacheKeys, Now));
    }

    private async Task SameAsync(
        string what,
        (IJournalStore Memory, IJournalStore Other) owner,
        Func<IJournalStore, Task<string>> ask)
    {
        var expected = (await ask(owner.Memory)).Split('\n');
        var answer = (await ask(owner.Other)).Split('\n');
        for (var i = 0; i < Math.Min(expected.Length, answer.Length); i++)
        {
            answer[i].ShouldBe(expected[i], $"{_seed}, step {_step}: {what}, after\n{string.Join('\n', expected[Math.Max(0, i - 9)..i])}");
        }

        answer.Length.ShouldBe(expected.Length, $"{_seed}, step {_step}: {what}");
    }

    private string Claimed(RunClaim? claim)
    {
        if (claim is null)
        {
            return "not claimed";
        }

        _runs.Single(run => run.Id == claim.Summary.RunId).Epoch = claim.Epoch;
        return string.Create(CultureInfo.InvariantCulture, $"{claim.Epoch} {StoreDescription.Of(claim.Summary)}");
    }

    private static string Line(IReadOnlyList<RunId> runs) => string.Join(' ', runs.Select(run => run.Value).Order(StringComparer.Ordinal));

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
