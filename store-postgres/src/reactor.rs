//! The thread that moves bytes between the connections and the server.
//!
//! Callers are ordinary threads, which may or may not be in the middle of somebody's async task: so
//! no call of ours enters a runtime. It hands its message to this thread and sleeps until there is
//! an answer, or until it has waited long enough.

use milkround_core::Result;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::trouble;

/// How long open connections are given to say goodbye.
const GOODBYE: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(crate) struct Reactor {
    handle: Handle,
    connections: Arc<Mutex<Vec<JoinHandle<()>>>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Reactor {
    pub(crate) fn start() -> Result<Self> {
        let cannot = |e: std::io::Error| {
            trouble::unavailable(format!("no thread for the connections can be started: {e}"))
        };
        let runtime = Builder::new_current_thread().enable_all().build().map_err(cannot)?;
        let handle = runtime.handle().clone();
        let connections: Arc<Mutex<Vec<JoinHandle<()>>>> = Arc::default();
        let (stop, stopped) = oneshot::channel::<()>();
        let open = Arc::clone(&connections);
        let run = move || {
            runtime.block_on(async {
                // An error says that the store is gone: that too is the end.
                let _ = stopped.await;
                let open =
                    std::mem::take(&mut *open.lock().unwrap_or_else(PoisonError::into_inner));
                let goodbye = async {
                    for connection in open {
                        let _ = connection.await;
                    }
                };
                let _ = tokio::time::timeout(GOODBYE, goodbye).await;
            });
            // A look-up of a name may hang for ever.
            runtime.shutdown_background();
        };
        let thread = std::thread::Builder::new().name("milkround-postgres".to_owned());
        let thread = Some(thread.spawn(run).map_err(cannot)?);
        Ok(Self { handle, connections, stop: Some(stop), thread })
    }

    /// Drives a connection for as long as it lives.
    pub(crate) fn drive(&self, connection: impl Future<Output = ()> + Send + 'static) {
        let mut open = self.connections.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|connection| !connection.is_finished());
        open.push(self.handle.spawn(connection));
    }

    /// Runs work that needs the network on this thread.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
        limit: Duration,
    ) -> Option<T> {
        // A caller in the middle of an async task may have used up what that task may do at a time.
        let work = tokio::task::unconstrained(self.handle.spawn(work));
        wait(work, limit).and_then(std::result::Result::ok)
    }
}

impl Drop for Reactor {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It panics for nothing that a caller could do.
            let _ = thread.join();
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits for an answer, at most so long.
#[allow(clippy::disallowed_methods, reason = "how long a server may take; it decides no rule")]
pub(crate) fn wait<F: Future>(work: F, limit: Duration) -> Option<F::Output> {
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut work = pin!(work);
    let end = Instant::now() + limit;
    loop {
        if let Poll::Ready(answer) = work.as_mut().poll(&mut context) {
            return Some(answer);
        }
        match end.checked_duration_since(Instant::now()) {
            Some(left) if !left.is_zero() => std::thread::park_timeout(left),
            _ => return None,
        }
    }
}

/// Sends a message and does not wait for the answer.
pub(crate) fn send(work: impl Future) {
    let _ = pin!(work).poll(&mut Context::from_waker(Waker::noop()));
}
