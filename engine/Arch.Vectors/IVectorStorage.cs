using Arch.Sdk;
using Arch.Sdk.Vectors;

namespace Arch.Vectors;

/// <summary>Keeps collections of records. Unlike <see cref="IVectorAccess"/> it makes no vectors: each record and query brings its own.</summary>
/// <remarks>
/// Safe to use from many threads, and by several processes on the same data. What does not fit is refused as ARCH4231. A call
/// either happens in whole or not at all; what it wrote is durable when its task ends.
/// </remarks>
public interface IVectorStorage : IAsyncDisposable
{
    /// <summary>Gets what is known about a collection.</summary>
    /// <param name="collection">Its name.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns><see langword="null"/> when there is none of that name.</returns>
    Task<VectorCollectionInfo?> FindAsync(string collection, CancellationToken cancellationToken);

    /// <summary>Gets all collections, by name.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The collections.</returns>
    Task<IReadOnlyList<VectorCollectionInfo>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Makes a collection, or finds one of these dimensions there.</summary>
    /// <param name="collection">Its name.</param>
    /// <param name="dimensions">How many dimensions its vectors have.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="StepException">ARCH4231: there is one of other dimensions.</exception>
    Task CreateAsync(string collection, int dimensions, CancellationToken cancellationToken);

    /// <summary>Removes a collection with all of its records.</summary>
    /// <param name="collection">Its name.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DropAsync(string collection, CancellationToken cancellationToken);

    /// <summary>Puts records in, each in the place of the one with its key. The first ones make the collection.</summary>
    /// <param name="collection">The name of the collection.</param>
    /// <param name="records">The records; of two with one key the later counts.</param>
    /// <param name="cancellationToken">Ends the work; then none is put in.</param>
    Task UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken);

    /// <summary>Gets records, in the order in which they were put in.</summary>
    /// <param name="collection">The name of the collection; one that does not exist is empty.</param>
    /// <param name="selection">Which records.</param>
    /// <param name="skip">How many are passed over.</param>
    /// <param name="limit">The most records.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The records.</returns>
    Task<IReadOnlyList<VectorRecord>> GetAsync(
        string collection, VectorSelection selection, int skip, int limit, CancellationToken cancellationToken);

    /// <summary>Finds the best matches.</summary>
    /// <param name="collection">The name of the collection; one that does not exist is empty.</param>
    /// <param name="query">What is looked for. Its text counts in a hybrid search alone.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The matches, the best first; of equals the one that was put in first.</returns>
    Task<IReadOnlyList<VectorMatch>> SearchAsync(string collection, VectorQuery query, CancellationToken cancellationToken);

    /// <summary>Deletes records.</summary>
    /// <param name="collection">The name of the collection; one that does not exist is empty.</param>
    /// <param name="selection">Which records.</param>
    /// <param name="cancellationToken">Ends the work; then none is deleted.</param>
    /// <returns>How many there were.</returns>
    Task<long> DeleteAsync(string collection, VectorSelection selection, CancellationToken cancellationToken);
}
