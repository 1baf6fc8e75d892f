namespace Arch.Sdk;

/// <summary>One attempt of a step, and the services that the host grants to it. The host makes it; plugins use it.</summary>
public abstract class StepContext : PluginContext
{
    /// <summary>Gets the id of the run.</summary>
    public abstract string RunId { get; }

    /// <summary>Gets the workflow as <c>namespace.id</c>.</summary>
    public abstract string Workflow { get; }

    /// <summary>Gets the place of the step in the run, with the iterations around it: <c>pages[3]/upsert[0]/write</c>.</summary>
    public abstract string StepPath { get; }

    /// <summary>Gets the number of this attempt, from 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>
    /// Gets a key that is the same whenever this very attempt is carried out again after a crash. Pass it on to systems
    /// that drop duplicates.
    /// </summary>
    public abstract string IdempotencyKey { get; }

    /// <summary>Tells how far the attempt has come. Cheap; may be called often.</summary>
    /// <param name="fraction">0 to 1.</param>
    /// <param name="message">What is being done, or <see langword="null"/>.</param>
    public abstract void ReportProgress(double fraction, string? message = null);
}
