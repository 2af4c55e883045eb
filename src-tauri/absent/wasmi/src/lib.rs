//! A machine for plugins of the typesetter, as it asks for it: every plugin is refused. The crate that this stands for brings a
//! whole interpreter of WebAssembly, four tenths of a megabyte of every package, and a way to run code that nobody here wrote.
//! Only what `typst-library` calls is here; what follows a loaded plugin cannot come to be, which `Never` says.
#![allow(clippy::unused_self, reason = "the signatures are those that are called")]

use std::fmt;

/// Has no value.
#[derive(Clone, Copy, Debug)]
enum Never {}

/// Why no plugin is loaded.
#[derive(Debug)]
pub struct Error(());

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this program loads no plugins")
    }
}

#[derive(Default)]
pub struct Config(());

impl Config {
    pub fn wasm_relaxed_simd(&mut self, _enable: bool) {}
}

pub struct Engine(());

impl Engine {
    #[must_use]
    pub fn new(_config: &Config) -> Self {
        Self(())
    }
}

#[derive(Clone)]
pub struct Module(Never);

impl Module {
    /// # Errors
    /// Always.
    pub fn new(_engine: &Engine, _bytes: &[u8]) -> Result<Self, Error> {
        Err(Error(()))
    }

    #[must_use]
    pub fn get_export(&self, _name: &str) -> Option<ExternType> {
        match self.0 {}
    }

    pub fn exports(&self) -> std::vec::IntoIter<ExportType> {
        match self.0 {}
    }
}

pub struct ExportType(Never);

impl ExportType {
    #[must_use]
    pub fn ty(&self) -> &ExternType {
        match self.0 {}
    }

    #[must_use]
    pub fn name(&self) -> &str {
        match self.0 {}
    }
}

pub enum ExternType {
    Func(FuncType),
    Memory(Memory),
}

pub struct FuncType(Never);

impl FuncType {
    #[must_use]
    pub fn params(&self) -> &[ValType] {
        match self.0 {}
    }

    #[must_use]
    pub fn results(&self) -> &[ValType] {
        match self.0 {}
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ValType {
    I32,
    I64,
}

pub enum Val {
    I32(i32),
    I64(i64),
}

pub struct Linker<T>(Engine, std::marker::PhantomData<fn(T)>);

impl<T> Linker<T> {
    #[must_use]
    pub fn new(_engine: &Engine) -> Self {
        Self(Engine(()), std::marker::PhantomData)
    }

    /// # Errors
    /// Never: nothing will ask for the function.
    pub fn func_wrap<F: Wrapped<T, Of>, Of>(
        &mut self,
        _module: &str,
        _name: &str,
        _of: F,
    ) -> Result<&mut Self, Error> {
        Ok(self)
    }

    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.0
    }

    /// # Errors
    /// None can be: there is no module.
    pub fn instantiate_and_start(&self, _store: &mut Store<T>, module: &Module) -> Result<Instance, Error> {
        match module.0 {}
    }
}

/// What a plugin could call: its first argument is who calls.
pub trait Wrapped<T, Of> {}

impl<T, F: Fn(Caller<'_, T>, A), A> Wrapped<T, (A,)> for F {}
impl<T, F: Fn(Caller<'_, T>, A, B), A, B> Wrapped<T, (A, B)> for F {}

pub struct Store<T>(T);

impl<T> Store<T> {
    pub fn new(_engine: &Engine, data: T) -> Self {
        Self(data)
    }

    pub fn data_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

#[derive(Clone, Copy)]
pub struct Instance(Never);

impl Instance {
    #[must_use]
    pub fn get_export<T>(&self, _store: &Store<T>, _name: &str) -> Option<Extern> {
        match self.0 {}
    }
}

pub struct Extern(Never);

impl Extern {
    #[must_use]
    pub fn into_func(self) -> Option<Func> {
        match self.0 {}
    }

    #[must_use]
    pub fn into_memory(self) -> Option<Memory> {
        match self.0 {}
    }
}

pub struct Func(Never);

impl Func {
    #[must_use]
    pub fn ty<T>(&self, _store: &Store<T>) -> FuncType {
        match self.0 {}
    }

    /// # Errors
    /// None can be: there is no function.
    pub fn call<T>(&self, _store: &mut Store<T>, _inputs: &[Val], _outputs: &mut [Val]) -> Result<(), Error> {
        match self.0 {}
    }
}

#[derive(Clone, Copy)]
pub struct Memory(Never);

impl Memory {
    #[must_use]
    pub fn size<T>(&self, _store: &Store<T>) -> u64 {
        match self.0 {}
    }

    #[must_use]
    pub fn data<'a, T>(&self, _store: &'a Store<T>) -> &'a [u8] {
        match self.0 {}
    }

    #[must_use]
    pub fn data_mut<'a, T>(&self, _store: &'a mut Store<T>) -> &'a mut [u8] {
        match self.0 {}
    }

    /// # Errors
    /// None can be: there is no memory.
    pub fn grow<T>(&self, _store: &mut Store<T>, _pages: u64) -> Result<u64, Error> {
        match self.0 {}
    }

    /// # Errors
    /// None can be: there is no memory.
    pub fn write<T>(&self, _caller: &mut Caller<'_, T>, _offset: usize, _bytes: &[u8]) -> Result<(), Error> {
        match self.0 {}
    }

    /// # Errors
    /// None can be: there is no memory.
    pub fn read<T>(&self, _caller: &Caller<'_, T>, _offset: usize, _bytes: &mut [u8]) -> Result<(), Error> {
        match self.0 {}
    }
}

pub struct Caller<'a, T>(Never, std::marker::PhantomData<&'a T>);

impl<T> Caller<'_, T> {
    #[must_use]
    pub fn get_export(&self, _name: &str) -> Option<Extern> {
        match self.0 {}
    }

    pub fn data_mut(&mut self) -> &mut T {
        match self.0 {}
    }
}
