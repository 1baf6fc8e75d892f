namespace Arch.Engine.Tests.Reference;

/// <summary>
/// Says what a workflow does, by working out from the times of its leaves what ends when. It shares nothing with the engine: it
/// knows no journal, no state and no queue, only what each construct means.
/// </summary>
internal static class Interpreter
{
    private const int RetryPause = 7;

    public static Ending Run(Flow flow)
    {
        var body = Block(flow.Steps, "", 0, Never);
        var result = body;
        if (body.Status == End.Failed && flow.Catch is { } handler)
        {
            result = body.Then(Block(handler, "", body.At, Never));
        }

        if (flow.Finally is { } last)
        {
            result = WithFinally(result, Block(last, "", result.At, Never));
        }

        return result with { Status = result.Status == End.Returned ? End.Succeeded : result.Status };
    }

    private const long Never = long.MaxValue;

    // Steps one after the other; the block is stopped at a moment at the latest.
    private static Ending Block(IReadOnlyList<Tree> steps, string prefix, long start, long stop)
    {
        var so = new Ending(End.Succeeded, start);
        foreach (var step in steps)
        {
            if (so.At >= stop)
            {
                return so with { Status = End.Cancelled };
            }

            var next = Step(step, prefix, so.At, stop);
            so = so.Then(next);
            if (so.At > stop)
            {
                // It could not be stopped, but the block is.
                return so with { Status = End.Cancelled };
            }

            if (next.Status is not (End.Succeeded or End.Skipped) && !(next.Status == End.Failed && step.ContinuesOnError))
            {
                return so;
            }

            so = so with { Status = End.Succeeded };
        }

        return so;
    }

    private static Ending Step(Tree step, string prefix, long start, long stop)
    {
        var path = prefix + step.Id;
        if (!step.Runs)
        {
            return new Ending(End.Skipped, start).With(path, End.Skipped, start);
        }

        var limit = step.Timeout is { } timeout ? start + timeout : Never;
        var natural = Inside(step, path, prefix, start, Never);
        if (limit < stop && natural.CanBeStoppedUntil > limit)
        {
            var late = Inside(step, path, prefix, start, limit);
            late = late with { Status = End.Failed };
            if (step is Try { RollsBack: true } tried)
            {
                late = RollBack(late);
            }

            if (step is Try { Finally: { } last })
            {
                late = WithFinally(late, Block(last, prefix, late.At, Never));
            }

            return late.With(path, late.Status, late.At);
        }

        var ended = natural;
        if (natural.CanBeStoppedUntil > stop)
        {
            ended = Inside(step, path, prefix, start, stop);
            if (step is Try { Finally: { } final })
            {
                ended = WithFinally(ended, Block(final, prefix, ended.At, Never));
            }
        }

        // What cannot be undone with the step can be undone with what is around it.
        if (ended.Status == End.Succeeded && step is Leaf { Undo: { } undo })
        {
            ended = ended with { Undoable = [.. ended.Undoable, (ended.At, path, prefix, undo)] };
        }

        return ended.With(path, ended.Status, ended.At);
    }

    // The step without its own time-out; when it is stopped, without what runs at its end.
    private static Ending Inside(Tree step, string path, string prefix, long start, long stop) => step switch
    {
        Leaf leaf => OfLeaf(leaf, path, start, stop),
        Pause => Until(start + Durations.Of(step.Id, 1), End.Succeeded, stop),
        Return => new Ending(End.Returned, start),
        Fail => new Ending(End.Failed, start),
        Group group => Block(group.Body, prefix, start, stop),
        If choice => Block(choice.Holds ? choice.Then : choice.Else, prefix, start, stop),
        Repeat repeat => OfRepeat(repeat, path, start, stop),
        Loop loop => OfLoop(loop, path, start, stop),
        Parallel parallel => OfParallel(parallel, prefix, start, stop),
        Graph graph => OfGraph(graph, prefix, start, stop),
        Try attempt => OfTry(attempt, prefix, start, stop),
        _ => throw new InvalidOperationException(step.GetType().Name),
    };

    private static Ending OfLeaf(Leaf leaf, string path, long start, long stop)
    {
        var at = start;
        for (var attempt = 1; ; attempt++)
        {
            at += Durations.Of(path, attempt);
            if (attempt > leaf.Failures)
            {
                return Until(at, End.Succeeded, stop);
            }

            if (attempt == leaf.Attempts || at > stop)
            {
                return Until(at, End.Failed, stop);
            }

            at += RetryPause;
        }
    }

    private static Ending Until(long at, End status, long stop) => at > stop ? new(End.Cancelled, stop) : new(status, at);

    private static Ending OfRepeat(Repeat repeat, string path, long start, long stop)
    {
        var so = new Ending(End.Succeeded, start);
        for (var i = 0; i < repeat.Count; i++)
        {
            so = so.Then(Block(repeat.Body, $"{path}[{i}]/", so.At, stop));
            if (so.Status != End.Succeeded)
            {
                return so;
            }
        }

        return so with { Status = End.Failed };
    }

    private static Ending OfLoop(Loop loop, string path, long start, long stop) => Together(
        loop.Count,
        loop.Concurrency,
        start,
        stop,
        (i, at, end) => Block(loop.Body, $"{path}[{i}]/", at, end),
        ended => ended.Status == End.Failed ? !loop.ContinuesOnItemError : ended.Status != End.Succeeded,
        ended => ended.Status);

    private static Ending OfParallel(Parallel parallel, string prefix, long start, long stop)
    {
        var result = Together(
            parallel.Branches.Count,
            parallel.Branches.Count,
            start,
            stop,
            (i, at, end) => Block(parallel.Branches[i], prefix, at, end),
            ended => ended.Status switch
            {
                End.Returned => true,
                End.Failed => parallel.Join == "all",
                End.Succeeded => parallel.Join == "any",
                _ => false,
            },
            ended => ended.Status);
        return parallel.Join == "any" && result is { Status: End.Succeeded, WasStopped: false } ? result with { Status = End.Failed } : result;
    }

    /// <summary>Ways that run side by side; when one of them ends so that it decides, the others are stopped at that moment.</summary>
    private static Ending Together(
        int count,
        int width,
        long start,
        long stop,
        Func<int, long, long, Ending> run,
        Func<Ending, bool> decides,
        Func<Ending, End> status)
    {
        var begun = Begin(count, width, start, stop, run, decides);
        var first = begun.Where(way => way.Ending.At <= stop && way.Ending.Status != End.Cancelled && decides(way.Ending)).OrderBy(way => way.Ending.At).FirstOrDefault();
        if (first.Ending is { } deciding)
        {
            var all = begun.Where(way => way.Start < deciding.At || way.Ending == deciding)
                .Select(way => way.Ending.At <= deciding.At ? way.Ending : run(way.Index, way.Start, deciding.At));
            return Ending.Joined(status(deciding), start, all) with { WasStopped = true };
        }

        var joined = Ending.Joined(End.Succeeded, start, begun.Select(way => way.Ending));
        return joined.At > stop || begun.Any(way => way.Ending.Status == End.Cancelled)
            || (begun.Count < count && joined.At >= stop)
            ? joined with { Status = End.Cancelled }
            : joined;
    }

    private static List<(int Index, long Start, Ending Ending)> Begin(
        int count,
        int width,
        long start,
        long stop,
        Func<int, long, long, Ending> run,
        Func<Ending, bool> decides)
    {
        var begun = new List<(int Index, long Start, Ending Ending)>();
        var free = new PriorityQueue<Ending?, long>();
        for (var i = 0; i < width; i++)
        {
            free.Enqueue(null, start);
        }

        for (var i = 0; i < count && free.TryDequeue(out var before, out var at); i++)
        {
            if (at >= stop || (before is { } ended && decides(ended)))
            {
                break;
            }

            var way = run(i, at, stop);
            begun.Add((i, at, way));
            free.Enqueue(way, way.At);
        }

        return begun;
    }

    private static Ending OfGraph(Graph graph, string prefix, long start, long stop)
    {
        var first = Walk(graph, prefix, start, stop);
        var deciding = first.Select((item, i) => (item.Ending, Index: i))
            .Where(item => item.Ending is not null && Decides(graph, item.Index, item.Ending) && item.Ending.At <= stop)
            .OrderBy(item => item.Ending!.At).FirstOrDefault();
        if (deciding.Ending is { } decider)
        {
            var all = first.Where(item => item.Ending is not null && (item.Start < decider.At || item.Ending == decider))
                .Select(item => item.Ending!.At <= decider.At ? item.Ending : Step(item.Step, prefix, item.Start, decider.At));
            return Ending.Joined(decider.Status, start, all);
        }

        var ended = first.Select(item => item.Ending).OfType<Ending>().ToList();
        var joined = Ending.Joined(End.Succeeded, start, ended);
        return ended.Count < first.Count || joined.At > stop || ended.Any(item => item.Status == End.Cancelled)
            ? joined with { Status = End.Cancelled }
            : joined;
    }

    private static bool Decides(Graph graph, int index, Ending ended) => ended.Status switch
    {
        End.Returned => true,
        End.Failed => !graph.Steps[index].Step.ContinuesOnError
            && !graph.Steps.Any(other => other.Needs.Any(need => need.Need == index && need.Condition is "failed" or "any")),
        _ => false,
    };

    private static List<(Tree Step, long Start, Ending? Ending)> Walk(Graph graph, string prefix, long start, long stop)
    {
        var walked = new List<(Tree Step, long Start, Ending? Ending)>();
        foreach (var (step, needs) in graph.Steps)
        {
            var before = needs.Select(need => walked[need.Need].Ending).ToList();
            if (before.Exists(ended => ended is null || ended.Status == End.Cancelled))
            {
                walked.Add((step, Never, null));
                continue;
            }

            var at = before.Count == 0 ? start : before.Max(ended => ended!.At);
            if (at >= stop && at > start)
            {
                walked.Add((step, Never, null));
                continue;
            }

            var met = needs.Select((need, i) => Meets(need.Condition, before[i]!.Status, graph.Steps[need.Need].Step)).All(meets => meets);
            var ending = met
                ? Step(step, prefix, at, stop)
                : new Ending(End.Skipped, at).With(prefix + step.Id, End.Skipped, at);
            walked.Add((step, at, ending));
        }

        return walked;
    }

    private static bool Meets(string condition, End status, Tree needed) => condition switch
    {
        "succeeded" => status == End.Succeeded,
        "failed" => status == End.Failed,
        "any" => true,
        _ => status is End.Succeeded or End.Skipped || needed.ContinuesOnError,
    };

    private static Ending OfTry(Try attempt, string prefix, long start, long stop)
    {
        var result = Block(attempt.Body, prefix, start, stop);
        long? safe = null;
        if (result.Status == End.Failed && attempt.RollsBack && result.Undoable.Count > 0)
        {
            // From here on it cannot be stopped any more.
            safe = result.At;
            result = RollBack(result);
        }

        if (result.Status == End.Failed && attempt.Catch is { } handler)
        {
            result = result.Then(Block(handler, prefix, result.At, safe is null ? stop : Never));
        }

        if (result.Status != End.Cancelled && attempt.Finally is { } last)
        {
            safe ??= result.At;
            result = WithFinally(result, Block(last, prefix, result.At, Never));
        }

        return result with { SafeFrom = safe };
    }

    // In the reverse order of completion, one after the other; what fails to be undone stops nothing.
    private static Ending RollBack(Ending failed)
    {
        var so = failed;
        foreach (var (_, _, prefix, undo) in failed.Undoable.OrderByDescending(item => item.At))
        {
            so = so.Then(Step(undo, prefix, so.At, Never) with { Undoable = [] });
        }

        return so with { Status = failed.Status, Undoable = [] };
    }

    private static Ending WithFinally(Ending before, Ending last) =>
        before.Then(last) with { Status = last.Status == End.Failed ? End.Failed : before.Status };
}
