using Simulation.Kernel;
using static System.FormattableString;

namespace Simulation.Workload;

/// <summary>Writes what goes with a verb: limits, retries, time-outs, compensation.</summary>
internal sealed class Modifiers(Rng random)
{
    /// <summary>Gets or sets what tells the keys of one version of a workflow from those of another, in which they may mean something else.</summary>
    public string Mark { get; set; } = "";

    public string OfUses(string id, Place place, Func<string> undo) =>
        When() + Timeout(0.15) + Retry(0.25) + OnError(0.12) + Limits(place, 0.15) + Cache(place, 0.08) + Compensate(place, 0.35, undo);

    public string OfWait(Place place, Func<string> undo) =>
        When() + OnError(0.15) + Limits(place, 0.08) + (random.Chance(0.05) ? Retry(1) : "") + Compensate(place, 0.08, undo);

    public string OfCall(Place place, bool detaches, Func<string> undo) => When() + Timeout(0.1) + Retry(0.15) + OnError(0.2)
        + (detaches ? "" : Cache(place, 0.08)) + Compensate(place, 0.2, undo);

    public string OfBlock(string id, Place place, bool hasTimeout, Func<string> undo) =>
        When() + (hasTimeout ? Timeout(0.12) : "") + Retry(0.08) + OnError(0.1) + Compensate(place, 0.05, undo)
        + (random.Chance(0.04) && !place.Undoes ? Invariant($", concurrency: {{key: blk_{id}, limit: {random.Between(1, 2)}}}") : "");

    public string When() => random.Chance(0.1) ? Invariant($", when: \"inputs.n > {random.Below(5)}\"") : "";

    public string Cache(Place place, double chance) => random.Chance(chance) && !place.Undoes
        ? Invariant($", cache: {{key: \"{Mark}c{random.Below(2)}\", ttl: {random.Pick(["5s", "1m", "1h"])}}}")
        : "";

    /// <summary>Writes the limits of a whole workflow; the key is its own.</summary>
    public string OfWorkflow(string name) => random.Chance(0.25)
        ? Invariant($"concurrency: {{key: r_{name}, limit: {random.Between(1, 2)}{Policy()}}}\n")
        : "";

    public string RetryPolicy()
    {
        var backoff = random.Pick(["constant", "linear", "exponential"]);
        return Invariant($"{{attempts: {random.Between(2, 4)}, delay: {random.Pick(["10ms", "300ms", "2s"])}, backoff: {backoff}")
            + (random.Chance(0.3) ? ", jitter: true" : "")
            + (random.Chance(0.2) ? ", max_delay: 3s" : "")
            + (random.Chance(0.1) ? ", within: 10s" : "")
            + (random.Chance(0.15) ? ", when: error.retryable" : "")
            + "}";
    }

    private string Timeout(double chance) => random.Chance(chance) ? ", timeout: " + random.Pick(["200ms", "2s", "10s"]) : "";

    private string Retry(double chance) => random.Chance(chance) ? ", retry: " + RetryPolicy() : "";

    private string OnError(double chance) => random.Chance(chance) ? ", on_error: continue" : "";

    private string Limits(Place place, double chance)
    {
        if (place.Undoes || !random.Chance(chance))
        {
            return "";
        }

        var first = Limit(random.Pick(Names.LimitKeys));
        return random.Chance(0.25) ? $", concurrency: [{first}, {Limit("kd")}]" : $", concurrency: {first}";
    }

    private string Limit(string key) => Invariant($"{{key: {key}, limit: {Names.LimitOf(key)}{Policy()}}}");

    private string Policy() => random.Below(6) switch
    {
        0 => ", on_limit: skip",
        1 => ", on_limit: fail",
        2 => ", on_limit: replace",
        3 => ", queue_max: 1",
        _ => "",
    };

    private string Compensate(Place place, double chance, Func<string> undo) =>
        random.Chance(chance) && !place.Undoes ? $", compensate: [{undo()}]" : "";
}
