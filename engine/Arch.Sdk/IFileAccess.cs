namespace Arch.Sdk;

/// <summary>The files that a step may touch: those below the roots that the host's settings allow.</summary>
public interface IFileAccess
{
    /// <summary>Turns a path from a workflow into a full path that may be used for one kind of access.</summary>
    /// <param name="path">
    /// Relative to the run's working folder, or absolute. Links are followed before the check, so that none leads out.
    /// </param>
    /// <param name="intent">What the step is about to do with it.</param>
    /// <returns>The full path below an allowed root. It need not exist.</returns>
    /// <exception cref="StepException">ARCH4201: the path lies outside of every root allowed for this kind of access.</exception>
    string Resolve(string path, FileIntent intent);

    /// <summary>Gives a full path the way workflows write it: relative to the working folder when below it, with <c>/</c>.</summary>
    /// <param name="fullPath">A path that <see cref="Resolve"/> returned, or one below it.</param>
    string Display(string fullPath);
}
