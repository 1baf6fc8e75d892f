using Arch.Plugins.Loading;

namespace Arch.Plugins.BuiltIn;

/// <summary>A step or trigger type that is part of the host.</summary>
public abstract class BuiltInPart
{
    private protected BuiltInPart()
    {
    }

    /// <summary>Gets what can be said of it before anything is made ready.</summary>
    internal abstract PluginPart Part { get; }

    /// <summary>Takes a class as plugins have them.</summary>
    /// <param name="partClass">
    /// A class with <see cref="Sdk.StepAttribute"/> that implements <see cref="Sdk.IStep{TInput, TOutput}"/>, or the same for triggers.
    /// </param>
    /// <returns>The part.</returns>
    /// <exception cref="ArgumentException">The class has neither attribute.</exception>
    public static BuiltInPart OfClass(Type partClass) => new ClassPart(partClass);

    /// <summary>Makes the part ready.</summary>
    /// <exception cref="PluginProblemException">It cannot be used.</exception>
    internal abstract ActivePart Activate();
}
