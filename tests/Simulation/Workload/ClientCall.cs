using Simulation.Hosts;

namespace Simulation.Workload;

/// <summary>One call of a client.</summary>
internal sealed class ClientCall(string what, SimHost host, Func<SimHost, Task> work, bool isRepeated)
{
    public string What { get; } = what;

    public SimHost Host { get; } = host;

    public Func<SimHost, Task> Work { get; } = work;

    /// <summary>Gets whether the client calls again when it does not hear what became of it.</summary>
    public bool IsRepeated { get; } = isRepeated;

    public bool IsAnswered { get; set; }
}
