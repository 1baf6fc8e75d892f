using Arch.Engine.Ports;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Sdk;
using Simulation.Kernel;
using Simulation.Oracle;

namespace Simulation.Hosts;

/// <summary>Watches a host as the dashboard would.</summary>
internal sealed class SimObserver(World world, Judge judge, SimHost host) : IRunObserver
{
    public void OnProgress(StepProgress progress) => world.CheckThread("progress");

    public void OnWarning(RunWarning warning) => world.CheckThread("warning");

    public void OnRunChanged(RunSummary summary) => judge.OnTold(host, summary);

    public void OnTrouble(ArchException exception) => world.Note(host, "trouble", exception.Code);
}
