using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>Who holds the permits of concurrency keys and who waits for them, in order of their turn.</summary>
internal sealed class PermitTable(Action<RunMessage> send)
{
    private readonly Dictionary<string, Places> _keys = new(StringComparer.Ordinal);

    public IEnumerable<PermitHolder> List(string? key) => _keys
        .Where(pair => key is null || pair.Key == key)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .SelectMany(pair => pair.Value.Held.Concat(pair.Value.Waiting))
        .Select(permit => new PermitHolder(
            permit.Key,
            permit.Run.Summary.RunId,
            permit.Activation,
            permit.IsGranted,
            permit.Since));

    public void Ask(StoredRun run, PermitRequest request, DateTimeOffset at)
    {
        if (run.Permits?.Exists(permit => permit.Activation == request.Activation && permit.Key == request.Key) == true)
        {
            return;
        }

        var places = _keys.GetValueOrDefault(request.Key) ?? new Places();
        var runId = run.Summary.RunId;
        switch (request.Decide(places.Held.Count, places.Waiting.Count))
        {
            case PermitAnswer.Granted:
                Grant(places, Add(run, request, places, at), at);
                break;
            case PermitAnswer.Waits:
                places.Waiting.AddLast(Add(run, request, places, at));
                break;
            case PermitAnswer.WaitsInFront:
                if (places.Held.Count > 0)
                {
                    // Each of those that wait in front has told one of the oldest already.
                    var told = places.Waiting.TakeWhile(waiting => waiting.IsReplacing).Count();
                    var oldest = places.Held[Math.Min(told, places.Held.Count - 1)];
                    send(PermitMessages.Replaced(oldest.Run.Summary.RunId, oldest.Activation, oldest.Key, runId, at));
                }

                places.Waiting.AddFirst(Add(run, request, places, at, isReplacing: true));
                break;
            case PermitAnswer.LimitReached:
                send(PermitMessages.Refused(runId, request.Activation, request.Key, "limit", places.Holders, at));
                break;
            case PermitAnswer.QueueFull:
                send(PermitMessages.Refused(runId, request.Activation, request.Key, "queue_full", places.Holders, at));
                break;
        }
    }

    /// <summary>Gives back what an activation of a run holds and waits for.</summary>
    public void Release(StoredRun run, int activation, DateTimeOffset at)
    {
        if (run.Permits?.FindAll(permit => permit.Activation == activation) is { Count: > 0 } released)
        {
            run.Permits.RemoveAll(permit => permit.Activation == activation);
            Release(released, at);
        }
    }

    /// <summary>Gives back what a run holds and waits for.</summary>
    public void ReleaseAll(StoredRun run, DateTimeOffset at)
    {
        if (run.Permits is { } released)
        {
            run.Permits = null;
            Release(released, at);
        }
    }

    private static Permit Remember(StoredRun run, Permit permit)
    {
        (run.Permits ??= []).Add(permit);
        return permit;
    }

    private Permit Add(StoredRun run, PermitRequest request, Places places, DateTimeOffset at, bool isReplacing = false)
    {
        _keys[request.Key] = places;
        return Remember(run, new Permit(run, request.Activation, request.Key, request.Limit, at) { IsReplacing = isReplacing });
    }

    // Nobody gets what another of the same run gives back before all of it is given back.
    private void Release(List<Permit> released, DateTimeOffset at)
    {
        foreach (var permit in released)
        {
            var places = _keys[permit.Key];
            _ = permit.IsGranted ? places.Held.Remove(permit) : places.Waiting.Remove(permit);
        }

        foreach (var permit in released)
        {
            if (_keys.TryGetValue(permit.Key, out var places))
            {
                GrantNext(permit.Key, places, at);
            }
        }
    }

    private void GrantNext(string key, Places places, DateTimeOffset at)
    {
        while (places.Waiting.First is { Value: var next } && places.Held.Count < next.Limit)
        {
            places.Waiting.RemoveFirst();
            Grant(places, next, at);
        }

        if (places.Held.Count == 0 && places.Waiting.Count == 0)
        {
            _keys.Remove(key);
        }
    }

    private void Grant(Places places, Permit permit, DateTimeOffset at)
    {
        permit.IsGranted = true;
        permit.Since = at;
        places.Held.Add(permit);
        send(PermitMessages.Granted(permit.Run.Summary.RunId, permit.Activation, permit.Key, at));
    }

    private sealed class Places
    {
        /// <summary>Gets those that are held, the oldest first.</summary>
        public List<Permit> Held { get; } = [];

        public LinkedList<Permit> Waiting { get; } = [];

        public IEnumerable<RunId> Holders => Held.Select(permit => permit.Run.Summary.RunId).Distinct();
    }
}
